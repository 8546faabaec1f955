import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { PlanRule } from '../../../../shared/plan/rules/plan-rule.ts'
import { readRules } from '../../../../shared/plan/rules/rules-file.ts'
import { writeRules } from '../../../../shared/plan/rules/write-rules.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'
import { aRule, named, rulesAbout } from '../../../support/planning-rules.ts'

const fleet = inventFleet(60)
const index = indexFleet(fleet)
const [first, second] = fleet.partitions
if (first === undefined || second === undefined) throw new Error('the fleet has partitions')

/** A file refuses rules that limit nothing. */
const saysSomething = (rule: PlanRule): boolean =>
  !(rule.kind === 'budget' && rule.moves === null && rule.memoryGib === null) &&
  !(rule.kind === 'safety' && rule.memoryPercent === null && rule.processorPercent === null)

describe('a file of rules that is written', () => {
  it('is read as the same rules', () => {
    fc.assert(
      fc.property(rulesAbout(fleet), (all) => {
        const rules = all.filter(saysSomething).map((rule, at) => ({ ...rule, id: `${rule.kind}-${at}` }))
        const read = readRules(writeRules(rules, index), index)
        expect(read).toEqual({ ok: true, rules })
      }),
      { numRuns: 60 },
    )
  })

  it('names people by name, and by id where a name could mean somebody else', () => {
    const names = (name: string, other: string): unknown => {
      const renamed = indexFleet({
        ...fleet,
        partitions: fleet.partitions.map((one) =>
          one.id === first.id ? { ...one, name } : one.id === second.id ? { ...one, name: other } : one,
        ),
      })
      const written = writeRules([aRule({ kind: 'pin', partitions: [named(first)] })], renamed)
      expect(readRules(written, renamed)).toMatchObject({
        ok: true,
        rules: [{ partitions: [{ id: first.id }] }],
      })
      const file = JSON.parse(written) as { rules: { partitions: string[] }[] }
      return file.rules[0]?.partitions[0]
    }
    expect(names('alone', 'other')).toBe('alone')
    for (const [name, other] of [
      ['twin', 'twin'],
      ['star*', 'other'],
      ['', 'other'],
      ['x'.repeat(301), 'other'],
      [second.id, 'other'],
    ] as const)
      expect(names(name, other)).toBe(first.id)
  })

  it('keeps who is gone by id, so that reading it says who is missing', () => {
    const gone = { id: 'lpar*gone', name: 'was here' }
    const read = readRules(writeRules([aRule({ kind: 'pin', partitions: [gone] })], index), index)
    expect(read).toMatchObject({ ok: false, faults: [{ place: 'rules[0].partitions' }] })
  })

  it('gives ids that a file may have, each once', () => {
    const rules = ['a b', 'a/b', 'a-b'].map((id) => aRule({ kind: 'pin', id, partitions: [named(first)] }))
    const read = readRules(writeRules(rules, index), index)
    expect(read.ok && read.rules.map(({ id }) => id)).toEqual(['a-b', 'a-b-2', 'a-b-3'])
  })
})
