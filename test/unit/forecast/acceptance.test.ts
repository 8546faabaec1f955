import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import { parseTextScenario } from '../../../shared/forecast/parse-text-scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'
import type { PartForecast } from '../../../shared/forecast/forecast.ts'
import { sharedData } from '../../support/shared-data.ts'
import { readPeerAnswer } from '../../support/peer-answer.ts'

type Row = {
  id: string
  title: string
  scenario: unknown
  expected: Record<string, Record<string, number>>
  peak_load: Record<string, number>
  makespan: number
}

/** 1e-6 relative; the written values are rounded to six decimals, so half a unit of the last one is allowed. */
function expectAgrees(actual: unknown, expected: number, what: string): void {
  expect(actual, what).toBeTypeOf('number')
  const slack = Math.max(1e-6 * Math.abs(expected), 0.51e-6)
  expect(Math.abs((actual as number) - expected), `${what}: ${String(actual)} for ${expected}`).toBeLessThan(
    slack,
  )
}

const rowsPath = sharedData('forecast/acceptance_dev.json')
const rows = rowsPath === null ? [] : (JSON.parse(readFileSync(rowsPath, 'utf8')) as Row[])

describe.skipIf(rowsPath === null)('acceptance rows of the forecast model', () => {
  it('are all thirteen', () => {
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 13 }, (_, index) => `D${index + 1}`))
  })

  it.each(rows)('$id $title', (row) => {
    const parsed = parseScenario(row.scenario)
    if (!parsed.ok) expect.fail(JSON.stringify(parsed.problems))
    const forecast = simulate(parsed.scenario)
    expect(Object.keys(forecast.parts).sort()).toEqual(Object.keys(row.expected).sort())
    for (const [name, fields] of Object.entries(row.expected)) {
      for (const [field, value] of Object.entries(fields)) {
        expectAgrees(forecast.parts[name]![field as keyof PartForecast], value, `${name}.${field}`)
      }
    }
    for (const [resource, value] of Object.entries(row.peak_load)) {
      expectAgrees(forecast.peak_load[resource], value, `peak load of ${resource}`)
    }
    expectAgrees(forecast.makespan, row.makespan, 'makespan')
  })
})

const peerRows = ['a_idle', 'a_single', 'b_eight', 'c_200', 'g_wss2', 'g_wss64', 'perf_10000_limit8']
const peerFolder = sharedData('forecast')

describe.skipIf(peerFolder === null)('agreement with SimGrid 3.32', () => {
  it.each(peerRows)('%s: durations within 1e-6, standstills within 1e-5 s', (id) => {
    const parsed = parseTextScenario(readFileSync(`${peerFolder!}/${id}.txt`, 'utf8'))
    if (!parsed.ok) expect.fail(JSON.stringify(parsed.problems))
    const { scenario } = parsed
    expect(parseScenario(scenario)).toMatchObject({ ok: true })
    const answer = readPeerAnswer(readFileSync(`${peerFolder!}/out_${id}.csv`, 'utf8'))
    const forecast = simulate(scenario)
    expect(answer.rows.length).toBe(scenario.parts.length)
    let worstDuration = 0
    let worstDown = 0
    let worstStart = 0
    for (const row of answer.rows) {
      const part = forecast.parts[row.name]!
      worstDuration = Math.max(worstDuration, Math.abs(part.total! - row.duration) / row.duration)
      worstDown = Math.max(worstDown, Math.abs(part.down! - row.down))
      worstStart = Math.max(worstStart, Math.abs(part.t0! - row.start) / Math.max(1, row.start))
    }
    expect(worstDuration).toBeLessThan(1e-6)
    expect(worstDown).toBeLessThan(1e-5)
    expect(worstStart).toBeLessThan(1e-6)
    expect(Math.abs(forecast.makespan! / answer.makespan - 1)).toBeLessThan(1e-6)
  })
})
