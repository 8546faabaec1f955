/** Files of rules: names found in the inventory, faults told by place, reason and remedy, published as a schema. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import { ruleSentence } from '../../../../shared/plan/rules/plan-rule.ts'
import { readRules, rulesSchema, RULES_FORMAT } from '../../../../shared/plan/rules/rules-file.ts'
import { aFleet, aPartition, aServer, alphaId, betaId } from '../../../support/fleet-builder.ts'
import { projectRoot } from '../../../support/shared-data.ts'

const index = indexFleet(
  aFleet({
    servers: [aServer(), aServer({ id: betaId, site: 'south' })],
    partitions: [
      aPartition({ serverId: alphaId, lparId: 5, name: 'db01' }),
      aPartition({ serverId: alphaId, lparId: 6, name: 'db02' }),
      aPartition({ serverId: betaId, lparId: 5, name: 'twin' }),
      aPartition({ serverId: alphaId, lparId: 7, name: 'twin' }),
    ],
  }),
)
const head = { format: RULES_FORMAT, version: 1 }
const read = (...rules: readonly object[]) => readRules(JSON.stringify({ ...head, rules }), index)
const periods = [{ days: ['sat', 'sun'], from: '22:00', to: '02:00' }]

describe('a file of rules', () => {
  test.each<[object, string]>([
    [{ kind: 'pin', partitions: ['db01'] }, 'db01 stays where it is'],
    [{ kind: 'exclude', servers: ['beta'] }, 'The plan does not touch beta'],
    [{ kind: 'only-on', partitions: ['DB*'], servers: ['site:SOUTH'] }, 'db01 and db02 go to beta only'],
    [{ kind: 'never-on', partitions: ['db01'], servers: ['*'] }, 'db01 never goes to alpha or beta'],
    [{ kind: 'apart', partitions: ['db*'] }, 'db01 and db02 stay on different servers'],
    [{ kind: 'apart', partitions: ['db*'], when: 'end' }, 'db01 and db02 end on different servers'],
    [{ kind: 'together', partitions: ['db01', 'db02'] }, 'db01 and db02 end on one server'],
    [{ kind: 'one-at-a-time', partitions: ['d*0*'] }, 'db01 and db02 move one at a time'],
    [
      { kind: 'reserve', servers: ['alpha', betaId] },
      'The partitions of any one of alpha and beta would fit on the others',
    ],
    [{ kind: 'budget', moves: 1, memoryGib: 64 }, 'The plan moves at most 1 partition and 64 GiB'],
    [
      { kind: 'window', zone: 'Europe/Berlin', periods },
      'Moves run only Sat/Sun 22:00–02:00 (Europe/Berlin)',
    ],
    [
      {
        kind: 'blackout',
        zone: 'UTC',
        periods: [{ from: '2026-03-14T22:00', to: '2026-03-15T02:00' }],
        partitions: ['db01'],
      },
      'No move of db01 runs 2026-03-14 22:00 to 2026-03-15 02:00 (UTC)',
    ],
    [{ kind: 'safety', memoryPercent: 80 }, 'Targets take no more than 80 % of their memory'],
    [
      { kind: 'licence', servers: ['beta'], partitions: ['db*'], cores: 8, measure: 'entitlement' },
      'db01 and db02 take at most 8 cores on beta, by entitlement',
    ],
    [{ kind: 'standstill', seconds: 2 }, 'No partition stands still for more than 2 s'],
  ])('%j reads “%s”', (rule, sentence) => {
    const reading = read(rule)
    expect(reading).toMatchObject({ ok: true, rules: [{ hard: true, weight: 1, reason: null }] })
    expect(reading.ok && reading.rules.map(ruleSentence)).toEqual([sentence])
  })

  it('keeps ids, strength, weight and reason; a rule without an id is named by kind and place', () => {
    const soft = { strength: 'soft', weight: 7, reason: 'licences', id: 'mine' }
    const reading = read({ kind: 'pin', partitions: ['db01'] }, { kind: 'budget', moves: 2, ...soft })
    expect(reading).toMatchObject({
      ok: true,
      rules: [
        { id: 'pin-1', hard: true },
        { id: 'mine', hard: false, weight: 7, reason: 'licences' },
      ],
    })
  })

  test.each<[string, object, string, RegExp, RegExp]>([
    [
      'a partition that is gone',
      { kind: 'pin', partitions: ['db09'] },
      'rules[0].partitions',
      /no partition “db09”/,
      /import/,
    ],
    [
      'a pattern of nothing',
      { kind: 'pin', partitions: ['x*'] },
      'rules[0].partitions',
      /no partition “x\*”/,
      /./,
    ],
    [
      'a name of two',
      { kind: 'pin', partitions: ['twin'] },
      'rules[0].partitions',
      /2 partitions are named/,
      /Use an id instead: .*\/7, .*\/5/,
    ],
    [
      'a site nobody has',
      { kind: 'reserve', servers: ['site:east'] },
      'rules[0].servers',
      /no server “site:east”/,
      /./,
    ],
    ['a kind there is not', { kind: 'tidy' }, 'rules[0].kind', /./, /rules\.schema\.json/],
    ['a field too many', { kind: 'pin', partitions: ['db01'], colour: 1 }, 'rules[0]', /colour/, /./],
    ['nobody', { kind: 'pin', partitions: [] }, 'rules[0].partitions', /./, /./],
    ['an exclusion of nobody', { kind: 'exclude' }, 'rules[0]', /names nobody/, /Name/],
    ['a budget without a limit', { kind: 'budget' }, 'rules[0]', /limits nothing/, /moves/],
    ['a level of nothing', { kind: 'safety' }, 'rules[0]', /limits nothing/, /Percent/],
    [
      'a zone there is not',
      { kind: 'window', zone: 'Europe/Nowhere', periods },
      'rules[0].zone',
      /IANA/,
      /./,
    ],
    [
      'a day there is not',
      { kind: 'window', zone: 'UTC', periods: [{ from: '2026-02-30T10:00', to: '2026-03-02T10:00' }] },
      'rules[0].periods[0].from',
      /./,
      /./,
    ],
    [
      'a period that ends first',
      { kind: 'window', zone: 'UTC', periods: [{ from: '2026-03-02T10:00', to: '2026-03-01T10:00' }] },
      'rules[0].periods[0]',
      /./,
      /./,
    ],
    ['an id of blanks', { kind: 'pin', partitions: ['db01'], id: 'a b' }, 'rules[0].id', /letters/, /./],
    ['a weight of 0', { kind: 'pin', partitions: ['db01'], weight: 0 }, 'rules[0].weight', /./, /./],
  ])('is refused for %s', (_what, rule, place, found, remedy) => {
    const reading = read(rule)
    expect(reading.ok).toBe(false)
    const [fault] = reading.ok ? [] : reading.faults
    expect(fault?.place).toBe(place)
    expect(fault?.found).toMatch(found)
    expect(fault?.remedy).toMatch(remedy)
  })

  it('is refused whole: for two rules of one id, another format, a later version, no JSON, and its size', () => {
    const pin = { kind: 'pin', partitions: ['db01'], id: 'a' }
    expect(read(pin, pin)).toMatchObject({ ok: false, faults: [{ place: 'rules' }] })
    const of = (text: string) => readRules(text, index)
    expect(of(JSON.stringify({ ...head, format: 'x', rules: [] }))).toMatchObject({
      faults: [{ place: 'format' }],
    })
    expect(of(JSON.stringify({ ...head, version: 2, rules: [] }))).toMatchObject({
      faults: [{ place: 'version' }],
    })
    expect(of('{')).toMatchObject({ ok: false, faults: [{ place: '', found: /no JSON/ }] })
    expect(of(' '.repeat(9_000_000))).toMatchObject({ ok: false, faults: [{ found: /larger/ }] })
    expect(of(`\uFEFF${JSON.stringify({ ...head, rules: [] })}`)).toEqual({ ok: true, rules: [] })
  })

  it('tells no more than 20 faults, whatever is in it', () => {
    const reading = read(...Array.from({ length: 300 }, () => ({ kind: 'pin', partitions: ['nobody'] })))
    expect(reading.ok ? 0 : reading.faults.length).toBe(20)
  })

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .array(fc.dictionary(fc.string(), fc.jsonValue()))
            .map((rules) => JSON.stringify({ ...head, rules })),
        ),
        (text) => {
          expect(typeof readRules(text, index).ok).toBe('boolean')
        },
      ),
    )
    expect(readRules('['.repeat(200_000), index).ok).toBe(false)
    const stars = `${'*a'.repeat(140)}*b`
    expect(read({ kind: 'pin', partitions: [stars] }).ok).toBe(false)
  })
})

test('the published schema is that of the reader', () => {
  const schema = readFileSync(join(projectRoot, 'resources', 'schema', 'rules.schema.json'), 'utf8')
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(rulesSchema())))
})
