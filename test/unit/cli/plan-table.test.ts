import { describe, expect, it } from 'vitest'
import { endsInTime, printPlan, windowWords } from '../../../electron/cli/plan-table.ts'
import {
  withoutMoveStudy,
  withoutStudy,
  type MoveForecast,
  type PlanForecast,
} from '../../../shared/plan/plan-forecast.ts'
import { aMove, aPlan } from '../../support/plan-builder.ts'

const none = { p10: 0, p50: 0, p90: 0 }
const aMoveForecast = (moveId: string, seconds: number): MoveForecast => ({
  ...withoutMoveStudy,
  moveId,
  queuedS: 0,
  startS: 0,
  copyStartS: 0,
  suspendS: 0,
  resumeS: 0,
  postEndS: 0,
  endS: seconds,
  passes: 1,
  standstillS: 1,
  rawBytes: 1,
  wireBytes: 1,
  stop: 'clean enough',
  limitedBy: null,
  start: none,
  end: none,
  duration: { p10: seconds, p50: seconds, p90: seconds },
  standstill: none,
  notConverging: 0,
})
const aForecast = (parts: Partial<PlanForecast> = {}): PlanForecast => ({
  ...withoutStudy,
  samplesAsked: 20,
  samples: 20,
  seed: 1,
  moves: [aMoveForecast('m001', 300)],
  resources: [],
  makespan: { p10: 200, p50: 300, p90: 400 },
  makespanDots: [],
  fitsWindow: null,
  totalRawBytes: 0,
  totalWireBytes: 0,
  longestStandstill: none,
  assumedInputs: 0,
  totalInputs: 0,
  stalled: [],
  ...parts,
})
const report = { valid: true, checks: [], violations: [], warnings: [] }

function printed(forecast: PlanForecast, plan = aPlan()): string {
  const lines: string[] = []
  const out = {
    print: (text: string) => void lines.push(text),
    say: () => {},
    progress: () => {},
    width: 160,
  }
  printPlan(out, plan, report, forecast)
  return lines.join('\n')
}

describe('a plan that never ends', () => {
  const plan = aPlan({ moves: [aMove({ id: 'm001' }), aMove({ id: 'm002', partitionName: 'stuck1' })] })
  const forecast = aForecast({
    moves: [aMoveForecast('m001', 300), aMoveForecast('m002', 0)],
    makespan: none,
    stalled: [{ moveId: 'm002', reason: 'Its copying has no capacity at all.' }],
  })

  it('says so instead of times of zero, and names the move', () => {
    const text = printed(forecast, plan)
    expect(text).toContain('NEVER ENDS: 1 move cannot finish')
    expect(text).toContain('m002 stuck1: Its copying has no capacity at all.')
    expect(text).not.toContain('Takes')
    expect(text).toMatch(/m002.*stuck1 +srv-b +64 +active/)
  })

  it('cannot be relied on', () => {
    expect(endsInTime(forecast)).toBe(false)
    expect(endsInTime(aForecast())).toBe(true)
    expect(endsInTime(aForecast({ fitsWindow: 0.89 }))).toBe(false)
  })
})

it('says which moves wait for which, and nothing where none does', () => {
  const moves = [
    aMove({ id: 'm001', partitionName: 'db2' }),
    aMove({ id: 'm002', partitionName: 'app1', after: ['m001'] }),
  ]
  const text = printed(aForecast(), aPlan({ moves }))
  expect(text).toContain('1 move waits for room that others give back:')
  expect(text).toContain('m002 (app1) starts after m001 (db2).')
  expect(printed(aForecast())).not.toContain('room that others give back')
})

it('never rounds a window up, and says when it is too short', () => {
  expect([1, 0.999, 0.95, 0.9, 0.899, 0].map(windowWords)).toEqual([
    'fits in 100 of 100 draws',
    'fits in 99 of 100 draws',
    'fits in 95 of 100 draws',
    'fits in 90 of 100 draws',
    'TOO SHORT, fits in 89 of 100 draws',
    'TOO SHORT, fits in 0 of 100 draws',
  ])
})

it('has no times for a plan without moves', () => {
  const text = printed(aForecast({ moves: [], fitsWindow: 1 }), aPlan({ moves: [] }))
  expect(text).not.toContain('Takes')
  expect(text).not.toContain('fits')
})

it('names each rule that warns once, with one example and everybody it is about', () => {
  const warned = (id: string, name: string) =>
    aMove({
      id,
      partitionName: name,
      warnings: [
        { ruleId: 'SRC-X', verdict: 'warn', text: `Look at ${name}.`, remedy: `Do it for ${name}.` },
      ],
    })
  const text = printed(aForecast(), aPlan({ moves: [warned('m001', 'db1'), warned('m002', 'db2')] }))
  expect(text.match(/SRC-X/g)).toHaveLength(1)
  expect(text).toContain('  SRC-X (2 moves, e.g.): Look at db1. Do it for db1.\n      db1, db2')
})

describe('memory that changes around a move', () => {
  it('is told to the block', () => {
    const dlpar = {
      memoryBeforeMib: 200 * 1024,
      memoryDuringMib: 177.25 * 1024,
      memoryAfterMib: 177 * 1024 + 16,
      why: 'Because.',
    }
    const text = printed(aForecast(), aPlan({ moves: [aMove({ id: 'm001', dlpar })] }))
    expect(text).toContain('200 GiB before, 177.25 GiB while it moves, 177.015625 GiB afterwards. Because.')
  })
})
