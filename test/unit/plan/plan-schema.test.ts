import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlanText } from '../../../shared/plan/plan-schema.ts'
import { sampleMove, samplePlan } from '../../support/sample-plan.ts'

const read = (value: unknown) => readPlanText(JSON.stringify(value))

test('a plan comes back as it was written', () => {
  expect(read(samplePlan())).toEqual({ ok: true, plan: samplePlan() })
  expect(readPlanText(`\uFEFF${JSON.stringify(samplePlan())}`).ok).toBe(true)
})

describe('connections of a move', () => {
  const connections = {
    complete: false,
    adapters: [
      {
        kind: 'virtual Fibre Channel',
        clientSlot: 4,
        sourceViosName: 'vios1',
        targetViosId: '9009-42A*B/1',
        targetViosName: 'b-vios1',
        targetViosLparId: 1,
        targetViosSlot: null,
        port: 'fcs0',
        why: 'It has room.',
      },
    ],
    open: [{ kind: 'vNIC', clientSlot: 5, why: 'Not known.' }],
  } as const
  const withMoves = (...moves: readonly unknown[]) => ({ ...samplePlan(), moves })

  test('come back as they were written, and may be absent as in plans of earlier versions', () => {
    const plan = withMoves({ ...sampleMove, connections })
    expect(read(plan)).toEqual({ ok: true, plan })
    const reading = read(withMoves(sampleMove))
    expect(reading).toMatchObject({ ok: true })
    expect(reading.ok && reading.plan.moves[0]?.connections).toBeUndefined()
  })

  test('are refused with a slot that is none', () => {
    const [adapter] = connections.adapters
    const wrong = { ...connections, adapters: [{ ...adapter, clientSlot: -1 }] }
    expect(read(withMoves({ ...sampleMove, connections: wrong }))).toMatchObject({
      ok: false,
      place: 'moves[0].connections.adapters[0].clientSlot',
    })
  })
})

describe('rules of a plan', () => {
  const pin = {
    kind: 'pin',
    id: 'a',
    hard: true,
    weight: 1,
    reason: null,
    partitions: [{ id: 'x/1', name: 'db01' }],
  }
  const withRules = (...rules: readonly unknown[]) => {
    const plan = samplePlan()
    return { ...plan, options: { ...plan.options, rules } }
  }

  test('come back as they were written, and are absent in plans of earlier versions', () => {
    expect(read(withRules(pin))).toEqual({ ok: true, plan: withRules(pin) })
    const earlier = read(samplePlan())
    expect(earlier.ok && earlier.plan.options.rules).toBeUndefined()
  })

  test.each<[string, readonly unknown[], string]>([
    ['two of one id', [pin, pin], 'options.rules'],
    ['a kind there is not', [{ ...pin, kind: 'tidy' }], 'options.rules[0].kind'],
    [
      'a name without an id',
      [{ ...pin, partitions: [{ name: 'db01' }] }],
      'options.rules[0].partitions[0].id',
    ],
    [
      'a word where a name with its id belongs',
      [{ ...pin, partitions: ['db01'] }],
      'options.rules[0].partitions[0]',
    ],
  ])('are refused for %s', (_what, rules, place) => {
    expect(read(withRules(...rules))).toMatchObject({ ok: false, place })
  })
})

describe('names the place of the first fault', () => {
  test.each<[string, unknown, string, RegExp]>([
    ['a list', [], '', /object/],
    ['another format', { ...samplePlan(), format: 'recipe' }, 'format', /lpm-plan/],
    ['a newer version', { ...samplePlan(), version: 2 }, 'version', /newer/],
    ['a field too many', { ...samplePlan(), colour: 'red' }, '', /colour/],
    ['a number as text', { ...samplePlan(), seed: '1' }, 'seed', /number/],
    [
      'a window that ends first',
      { ...samplePlan(), window: { startMs: 2, endMs: 1 } },
      'window',
      /ends before/,
    ],
    [
      'a move without target',
      { ...samplePlan(), moves: [{ ...sampleMove, targetServerId: '' }] },
      'moves[0].targetServerId',
      /./,
    ],
    ['two moves of one id', { ...samplePlan(), moves: [sampleMove, sampleMove] }, 'moves', /same id/],
    ['a goal there is not', { ...samplePlan(), goal: { kind: 'tidy' } }, 'goal.kind', /./],
  ])('%s', (_what, value, place, found) => {
    const reading = read(value)
    expect(reading).toMatchObject({ ok: false, place })
    expect(reading.ok ? '' : reading.found).toMatch(found)
  })
})

test('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readPlanText(text).ok).toBe(false)
    }),
  )
  expect(readPlanText('['.repeat(200_000)).ok).toBe(false)
})
