/** The catalogue as a whole: complete against domain.md, honest about what is not known, documented. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Partition, Server, Vios } from '../../../shared/inventory/fleet.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { judgeMove } from '../../../shared/mobility/judge.ts'
import { everyMove } from '../../../shared/mobility/rule.ts'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'
import { aFleet, alphaId, aPartition, aServer, aVios, betaId } from '../../support/fleet-builder.ts'
import { mobilityReadme, readmePath } from '../../support/mobility-readme.ts'
import { projectRoot, sharedData } from '../../support/shared-data.ts'

const table = sharedData('domain/rules.csv')

/**
 * Wider than the table's column: huge pages warn for inactive moves (its severity says so), block sizes are judged for
 * every move (its column is a sentence; a suspended partition moves with its memory image), and so is the optimizer: it
 * rearranges the memory of the target, whatever kind of move brings a partition there. A server that does not run IBM i
 * does not take an IBM i partition that is shut down either.
 */
const wider = new Map([
  ['SRC-HUGE', 'AI'],
  ['MEM-LMB', 'AIS'],
  ['TGT-DPO', 'AIS'],
  ['SRC-IBMI-RIO', 'AIS'],
])

describe.skipIf(table === null)('against the rule table of the domain', () => {
  it('judges every rule', () => {
    const ids = readFileSync(table ?? '', 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '')
      .filter((id) => id !== '')
    expect(ids).toHaveLength(68)
    expect(rules.map((rule) => rule.id).toSorted()).toEqual(ids.toSorted())
  })

  it('applies each rule to the kinds of move of the table', () => {
    const letters = new Map(
      readFileSync(table ?? '', 'utf8')
        .split('\n')
        .flatMap((line) => {
          const found = /^([A-Z0-9-]+),.*?,(A?I?S?),/.exec(line)
          return found === null ? [] : [[found[1] ?? '', found[2] ?? ''] as const]
        }),
    )
    for (const rule of rules) {
      const mine = everyMove
        .filter((type) => rule.appliesTo.includes(type))
        .map((type) => type.charAt(0).toUpperCase())
        .join('')
      expect([rule.id, mine]).toEqual([rule.id, wider.get(rule.id) ?? letters.get(rule.id)])
    }
  })
})

/** Every attribute that may be null is null; maps are empty. */
function emptied<T extends object>(entity: T, keep: readonly (keyof T)[]): T {
  const entries = Object.entries(entity).map(([key, value]) => [
    key,
    keep.includes(key as keyof T) ? value : null,
  ])
  return Object.fromEntries(entries) as T
}

const server = (id: string): Server => ({
  ...emptied(aServer({ id }), ['id', 'name']),
  hmcs: [],
  capabilities: {},
  origins: {},
})
const vios = (serverId: string): Vios => ({
  ...emptied(aVios({ serverId }), ['id', 'serverId', 'lparId', 'name']),
  origins: {},
})
const partition: Partition = {
  ...emptied(aPartition(), ['id', 'serverId', 'lparId', 'name']),
  origins: {},
}

describe('with nothing known', () => {
  it.each(everyMove.flatMap((moveType) => [true, false].map((withVios) => ({ moveType, withVios }))))(
    'no rule passes, warns or blocks: $moveType, VIOS imported: $withVios',
    ({ moveType, withVios }) => {
      const fleet = aFleet({
        servers: [server(alphaId), server(betaId)],
        vios: withVios ? [vios(alphaId), vios(betaId)] : [],
        partitions: [partition],
        statements: [],
      })
      const index = indexFleet(fleet)
      const judgement = judgeMove(index, partition, server(betaId), { moveType })
      const asked = rules.filter((rule) => rule.appliesTo.includes(moveType)).map((rule) => rule.id)
      expect(judgement.passes).toBe(0)
      expect(judgement.verdict).toBe('tell')
      expect(judgement.findings.map((one) => one.ruleId).toSorted()).toEqual(asked.toSorted())
      for (const finding of judgement.findings) {
        expect([finding.ruleId, finding.verdict]).toEqual([finding.ruleId, 'unknown'])
        expect(finding.missing?.input).toMatch(/\S/)
        expect(finding.missing?.command).toMatch(/\S/)
        expect(`${finding.missing?.command ?? ''}${finding.text}`).not.toMatch(/[{}]|undefined|null/)
      }
    },
  )
})

describe('with everything known', () => {
  it('every rule passes in silence', () => {
    const index = indexFleet(aFleet())
    for (const moveType of ['active', 'inactive'] as const) {
      const state = moveType === 'active' ? 'running' : 'not activated'
      const judgement = judgeMove(index, aPartition({ state }), aServer({ id: betaId }), { moveType })
      expect(judgement.findings).toEqual([])
      expect(judgement.passes).toBe(rules.filter((rule) => rule.appliesTo.includes(moveType)).length)
      expect(judgement.verdict).toBe('can')
    }
  })
})

describe('the table itself', () => {
  it('has unique ids and a source and input for each rule', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const rule of rules) {
      expect(rule.appliesTo.length).toBeGreaterThan(0)
      expect(rule.inputs.length).toBeGreaterThan(0)
      expect(rule.source).toMatch(/\S/)
    }
  })

  it('names the rules that planned states decide', () => {
    const decided = rules.filter((rule) => rule.scope === 'capacity')
    expect(decided.map((rule) => rule.id).toSorted()).toEqual([
      'CPU-AVAIL',
      'CPU-POOL',
      'LIC-PEP',
      'MEM-AVAIL',
      'SRC-NPIV-PAIR',
      'TGT-LPARS',
      'TGT-VSLOTS',
    ])
  })

  it('prints only HMC message codes that were verified', () => {
    const folder = join(projectRoot, 'shared', 'mobility')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(30)
    const codes = files.flatMap(
      (file) => readFileSync(join(folder, file), 'utf8').match(/HSC[A-Z]*[0-9A-F]{3,5}/g) ?? [],
    )
    expect(new Set(codes)).toEqual(new Set(['HSCLA319', 'HSCLA4C0']))
  })

  it('is described by the README', () => {
    expect(readFileSync(readmePath, 'utf8')).toBe(mobilityReadme())
  })
})
