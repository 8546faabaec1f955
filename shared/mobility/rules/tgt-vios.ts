/** The VIOS of both servers: connected, redundant, recent enough. */
import { generationWords } from '../../inventory/generation.ts'
import type { Vios } from '../../inventory/fleet.ts'
import { validateCommand } from '../command.ts'
import { commands } from '../inputs.ts'
import { compareLevels, isLevel } from '../levels.ts'
import { cannotTellOfVios } from '../missing-vios.ts'
import {
  block,
  cannotTell,
  everyMove,
  pass,
  warn,
  type MoveContext,
  type Rule,
  type RuleOutcome,
} from '../rule.ts'
import { count, list } from '../words.ts'

const rmc = { name: 'rmc_state of the VIOS', command: commands.targetPartitions }
const sourceRmc = { name: 'rmc_state of the VIOS of the source', command: commands.partitions }

const restoreRmc =
  'Check RSCT on the VIOS (refrsrc IBM.MCP as root) and port 657 tcp and udp between VIOS and HMC.'

function rmcFacts(vios: readonly Vios[]) {
  return vios.map((one) => ({ name: `rmc_state of ${one.name}`, value: one.rmcState }))
}

export const tgtViosRmc: Rule = {
  id: 'TGT-VIOS-RMC',
  title: 'RMC is active to the VIOS of both servers',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [rmc, sourceRmc],
  confidence: 'verified',
  source: 'IBM validation page',
  judge(context) {
    const { partition, partitionFacts, source, target } = context
    const serving = partitionFacts.serving ?? source.vios
    const cut = serving.filter((one) => one.rmcState !== null && one.rmcState !== 'active')
    if (cut.length > 0 && partitionFacts.serving !== null)
      return block(
        `RMC is not active to ${list(cut.map((one) => one.name))}, ${cut.length === 1 ? 'which serves' : 'which serve'} ${partition.name}.`,
        rmcFacts(cut),
        restoreRmc,
      )
    const { connected, cutOff } = target
    if (
      connected.length === 0 &&
      target.viosDoubt === null &&
      target.usable.every((one) => one.state !== null && one.rmcState !== null)
    )
      return block(`RMC is active to no VIOS of ${target.server.name}.`, rmcFacts(target.vios), restoreRmc)
    if (source.vios.length === 0 || cut.length > 0 || serving.some((one) => one.rmcState === null))
      return cannotTell(context, sourceRmc, `RMC to the VIOS that serve ${partition.name}`)
    if (connected.length === 0)
      return cannotTellOfVios(context, target, rmc, `RMC to the VIOS of ${target.server.name}`)
    if (cutOff.length > 0)
      return warn(
        `RMC is not active to ${list(cutOff.map((one) => one.name))}, ${cutOff.length === 1 ? 'which takes' : 'which take'} no part in the move.`,
        rmcFacts(cutOff),
        restoreRmc,
      )
    return pass
  },
}

const map = { name: 'VIOS of each storage adapter', command: commands.profiles }
const targetVios = { name: 'VIOS of the target', command: commands.targetPartitions }

function fewer(
  { partition, source, target }: MoveContext,
  now: number,
  then: number,
  of: string,
): RuleOutcome {
  return warn(
    `${count(now, 'VIOS', 'VIOS')} serve ${partition.name}; on ${target.server.name} ${of}.`,
    [
      { name: 'VIOS now', value: now },
      { name: 'VIOS on the target', value: then },
    ],
    `Restore the second VIOS, or accept less redundancy: ${validateCommand(source.server, target.server, partition, '--redundantvios 2 --mpio 2')}`,
  )
}

export const tgtViosRed: Rule = {
  id: 'TGT-VIOS-RED',
  title: 'As many VIOS serve the partition on the target as now',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [map, targetVios],
  confidence: 'verified',
  source: 'man migrlpar, p8hc3_hmcvios (less redundancy possible)',
  judge(context) {
    const { partition, partitionFacts, target } = context
    const worst = 'warn'
    if (partitionFacts.serving === null)
      return cannotTell(context, map, `Which VIOS serve ${partition.name}`, { worst })
    const now = partitionFacts.serving.length
    if (now <= 1) return pass
    const stateless = target.usable.some((one) => one.state === null)
    if (target.viosDoubt === null && !stateless && target.running.length < now)
      return fewer(context, now, target.running.length, `${target.running.length} run`)
    let fewest = Number.POSITIVE_INFINITY
    for (const id of partitionFacts.disks) fewest = Math.min(fewest, target.disks.get(id)?.vios ?? 0)
    const allSeen = target.viosDoubt === null && target.withoutDisks.length === 0
    if (fewest > 0 && fewest < now && allSeen)
      return fewer(context, now, fewest, `${count(fewest, 'VIOS sees', 'VIOS see')} one of its disks`)
    if (stateless || (target.viosDoubt !== null && target.running.length < now))
      return cannotTellOfVios(context, target, targetVios, `How many VIOS of ${target.server.name} run`, {
        worst,
      })
    return pass
  },
}

const level = { name: 'ioslevel of the target VIOS', command: commands.viosLevel }
const model = { name: 'type_model', command: commands.systems }
const sourceLevel = { name: 'ioslevel of the source VIOS', command: commands.sourceViosLevel }

export const tgtViosLvl: Rule = {
  id: 'TGT-VIOS-LVL',
  title: 'VIOS levels fit the servers',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [level, sourceLevel, model],
  confidence: 'verified',
  source: 'concurrency page, E1080 Redbook extract; level for Power11 general knowledge',
  judge(context) {
    const { catalogue } = context
    const levels = catalogue.levels.data
    const sides = [
      { facts: context.target, input: level },
      { facts: context.source, input: sourceLevel },
    ]
    for (const { facts } of sides) {
      const floor = levels.viosForGeneration.find((one) => one.generation === facts.server.generation)
      const eight = levels.movesPerMover.at(-1)
      const least = floor?.level ?? eight?.fromLevel ?? '0'
      const old = facts.usable.filter(
        (one) => one.level !== null && isLevel(one.level) && compareLevels(one.level, least) < 0,
      )
      if (old.length > 0)
        return warn(
          `${list(old.map((one) => `${one.name} (${one.level})`))} on ${facts.server.name} is below VIOS ${least}${floor === undefined ? `, from which a mover takes ${eight?.moves ?? 8} moves at once` : `, the level for ${generationWords(floor.generation)}`}.`,
          old.map((one) => ({ name: `ioslevel of ${one.name}`, value: one.level })),
          'Update the VIOS: updateios',
        )
    }
    const nameless = sides.find(({ facts }) => facts.server.generation === null)
    if (nameless !== undefined)
      return cannotTell(context, model, `The processor generation of ${nameless.facts.server.name}`, {
        worst: 'warn',
      })
    for (const { facts, input } of sides) {
      const silent = facts.usable.find((one) => one.level === null || !isLevel(one.level))
      if (silent !== undefined)
        return cannotTell(context, input, `The VIOS level of ${silent.name}`, {
          worst: 'warn',
          vios: silent.name,
        })
      if (facts.viosDoubt !== null)
        return cannotTellOfVios(context, facts, input, `The level of every VIOS of ${facts.server.name}`, {
          worst: 'warn',
        })
    }
    return pass
  },
}
