import { describe, expect, it } from 'vitest'
import { assumptionCatalogue } from '../../../shared/forecast/assumption-catalogue.ts'
import type { AssumptionOverride, Assumptions } from '../../../shared/forecast/assumption.ts'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import { resolveAssumption } from '../../../shared/forecast/resolve-assumption.ts'
import { workloadClassOf } from '../../../shared/forecast/workload-class.ts'
import { aPartition } from '../../support/fleet-builder.ts'

function override(parts: Partial<AssumptionOverride>): AssumptionOverride {
  return { key: 'theta', scope: 'fleet', scopeId: null, value: 0.9, reason: null, ...parts }
}

describe('the catalogue of assumptions', () => {
  it('has sound entries with keys of their own', () => {
    expect(new Set(assumptionCatalogue.map((one) => one.key)).size).toBe(assumptionCatalogue.length)
    for (const one of assumptionCatalogue) {
      expect(one.low, one.key).toBeLessThanOrEqual(one.defaultValue)
      expect(one.high, one.key).toBeGreaterThanOrEqual(one.defaultValue)
      expect(one.scopes.length, one.key).toBeGreaterThan(0)
      for (const text of [one.title, one.effect, one.unit, one.source, one.group]) expect(text).not.toBe('')
    }
  })

  it('holds the defaults of the forecast model', () => {
    const value = (key: string) => resolveAssumption(noAssumptions, key).value
    expect(value('theta')).toBe(0.95)
    expect(value('maxPasses')).toBe(30)
    expect(value('minGain')).toBe(0.9)
    expect(value('tSuspS')).toBe(1)
    expect(value('tPrepS')).toBe(60)
    expect(value('tCleanS')).toBe(30)
    expect([1, 10, 25, 40, 100].map((gbps) => value(`goodput.${gbps}`))).toEqual([
      112e6, 1.1e9, 2.75e9, 4.4e9, 1.1e10,
    ])
    expect(
      ['POWER6', 'POWER7', 'POWER8', 'POWER9', 'POWER10', 'POWER11'].map((g) => value(`coreRate.${g}`)),
    ).toEqual([8e7, 1.6e8, 3.6e8, 6e8, 9e8, 9e8])
    expect(
      ['idle', 'application', 'oltp', 'in-memory'].map((c) => value(`class.${c}.dirtyBytesPerSecond`)),
    ).toEqual([1e6, 2e7, 1e8, 4e8])
    expect(value('rho.from920')).toBe(0.5)
    expect(value('slots.mover')).toBe(8)
    expect(value('slots.systemActive')).toBe(16)
  })
})

describe('resolving an assumption', () => {
  const assumptions: Assumptions = {
    classes: [],
    overrides: [
      override({ value: 0.91 }),
      override({ scope: 'server', scopeId: 's1', value: 0.92 }),
      override({ scope: 'class', scopeId: 'oltp', value: 0.93 }),
      override({ scope: 'partition', scopeId: 's1/5', value: 0.94 }),
      override({ key: 'threads.exponent', scope: 'server', scopeId: 's1', value: 0.5 }),
    ],
  }
  const at = (place: Parameters<typeof resolveAssumption>[2]) =>
    resolveAssumption(assumptions, 'theta', place)

  it('takes the nearest: partition, class, server, fleet, default', () => {
    const everything = { serverId: 's1', partitionId: 's1/5', workloadClass: 'oltp' as const }
    expect(at(everything)).toMatchObject({ value: 0.94, mark: 'typed by you' })
    expect(at({ ...everything, partitionId: 's1/6' })).toMatchObject({
      value: 0.93,
      origin: 'typed by you for the class oltp',
    })
    expect(at({ serverId: 's1', workloadClass: 'idle' }).value).toBe(0.92)
    expect(at({ serverId: 's2' })).toMatchObject({ value: 0.91, origin: 'typed by you for the fleet' })
    expect(resolveAssumption(noAssumptions, 'theta', everything)).toMatchObject({
      value: 0.95,
      mark: 'assumed',
      origin: 'default (assumed)',
    })
  })

  it('ignores a scope the parameter does not have', () => {
    expect(resolveAssumption(assumptions, 'threads.exponent', { serverId: 's1' }).value).toBe(0.63)
  })

  it('knows no other keys', () => {
    expect(() => resolveAssumption(noAssumptions, 'nonsense')).toThrow('nonsense')
  })
})

describe('the workload class of a partition', () => {
  const of = (name: string) => workloadClassOf(aPartition({ name }), noAssumptions)

  it.each([
    ['prdHANA01', 'in-memory', 'assumed: name matches *hana*'],
    ['hdb7', 'in-memory', 'assumed: name matches *hdb*'],
    ['erpora2', 'oltp', 'assumed: name matches *ora*'],
    ['custdb', 'oltp', 'assumed: name matches *db*'],
    ['nim1', 'idle', 'assumed: name matches *nim*'],
    ['web03', 'application', 'assumed: no name pattern matches'],
  ])('%s is %s', (name, workloadClass, reason) => {
    expect(of(name)).toEqual({ workloadClass, reason, typed: false })
  })

  it('is what the user typed before anything else', () => {
    const partition = aPartition({ name: 'hana1' })
    const classes = [{ partitionId: partition.id, workloadClass: 'idle' as const }]
    expect(workloadClassOf(partition, { overrides: [], classes })).toEqual({
      workloadClass: 'idle',
      reason: 'typed by you',
      typed: true,
    })
  })

  it('matches patterns with several parts, at both ends, and without a wildcard', () => {
    const match = (pattern: string, name: string) =>
      workloadClassOf(aPartition({ name }), noAssumptions, [{ pattern, workloadClass: 'idle' }])
        .workloadClass === 'idle'
    expect(match('app*test*9', 'app-one-test-29')).toBe(true)
    expect(match('app*test*9', 'app-one-test-28')).toBe(false)
    expect(match('ab*ba', 'aba')).toBe(false)
    expect(match('exact', 'Exact')).toBe(true)
    expect(match('exact', 'exactly')).toBe(false)
  })
})
