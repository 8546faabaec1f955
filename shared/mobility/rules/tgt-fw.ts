/** Firmware pairs by IBM's matrices (resources/catalogue/firmware-matrix.json). */
import { generationWords } from '../../inventory/generation.ts'
import type { Generation, Server } from '../../inventory/fleet.ts'
import { blockedByCode, firmwareCell } from '../catalogue/look-up.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, everyMove, pass, warn, type Rule, type ServersContext } from '../rule.ts'
import { generationRank } from '../words.ts'

const sourceLevel = { name: 'firmware of the source', command: commands.sourceFirmware }
const targetLevel = { name: 'firmware of the target', command: commands.firmware }

interface Level {
  readonly generation: Generation
  readonly release: number
}

function levelOf({ generation, firmwareRelease }: Server): Level | null {
  return generation === null || firmwareRelease === null ? null : { generation, release: firmwareRelease }
}

const update =
  'Look the pair up in IBM\'s "Firmware support matrix for partition mobility" and update one server where it asks for that: updlic'

function factsOf(context: ServersContext) {
  return [context.source.server, context.target.server].map((server) => ({
    name: `firmware of ${server.name}`,
    value: server.firmware ?? server.firmwareRelease,
  }))
}

function unknownLevel(context: ServersContext) {
  const input = levelOf(context.source.server) === null ? sourceLevel : targetLevel
  const name = (input === sourceLevel ? context.source : context.target).server.name
  return cannotTell(context, input, `The firmware level of ${name}`)
}

/** Why a pair has no levels to compare with, for a person who has not seen the matrix. */
function whyAbsent(cell: { readonly kind: string; readonly text?: string }): string {
  if (cell.kind === 'none') return 'it lists no level for it'
  return cell.text === 'not read' ? "IBM's entry for it has not been read yet" : `its entry is "${cell.text}"`
}

export const tgtFw: Rule = {
  id: 'TGT-FW',
  title: 'The firmware pair is in the IBM matrix',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [sourceLevel, targetLevel],
  confidence: 'verified',
  source: 'IBM firmware support matrices for partition mobility',
  judge(context) {
    const { catalogue, source, target } = context
    const [from, to] = [levelOf(source.server), levelOf(target.server)]
    if (from === null || to === null) return unknownLevel(context)
    const pair = `Firmware pair ${from.release} (${generationWords(from.generation)}) to ${to.release} (${generationWords(to.generation)})`
    const found = firmwareCell(catalogue, from, to.generation)
    const facts = factsOf(context)
    const dated = `the matrix of ${catalogue.firmware.date}`
    if (found === null) return warn(`${pair} is not in ${dated}.`, facts, update)
    const { cell, row } = found
    if (cell.kind !== 'range') {
      return warn(`${pair} is not in ${dated}: ${whyAbsent(cell)}.`, facts, update)
    }
    if (to.release < cell.from || (cell.to !== null && to.release > cell.to))
      return warn(`${pair} is not in ${dated}, which lists ${cell.text}.`, facts, update)
    const remark = row.remarks[to.generation]
    return remark === undefined
      ? pass
      : warn(`${pair} is in ${dated} with a remark: ${remark}`, facts, update)
  },
}

const power7 = generationRank('POWER7') ?? 0

export const tgtFwp7: Rule = {
  id: 'TGT-FWP7',
  title: 'POWER6 and POWER7: the pair is not blocked by code',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [sourceLevel, targetLevel],
  confidence: 'verified',
  source: 'IBM p7hc3firmwaresupportmatrix',
  judge(context) {
    const { catalogue, source, target } = context
    const ranks = [source, target].map(({ server }) => generationRank(server.generation))
    if (ranks.some((rank) => rank !== null && rank > power7)) return pass
    const [from, to] = [levelOf(source.server), levelOf(target.server)]
    if (from === null || to === null) return unknownLevel(context)
    const blocked = blockedByCode(catalogue, from.release, to.release)
    const pair = `Firmware pair ${from.release} to ${to.release}`
    const facts = factsOf(context)
    if (blocked === null)
      return warn(`${pair} is not in the POWER7 matrix of ${catalogue.firmware.date}.`, facts, update)
    return blocked ? block(`${pair} is blocked by code (POWER7 matrix).`, facts, update) : pass
  },
}
