import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StagedPlan } from '../../../shared/plan/staged-plan.ts'
import {
  isStagedPlanText,
  readStagedPlanText,
  stagedPlanJsonSchema,
} from '../../../shared/plan/staged-plan-schema.ts'
import { aPlan } from '../../support/plan-builder.ts'
import { projectRoot } from '../../support/shared-data.ts'

const hour = 3_600_000
const startMs = Date.UTC(2026, 2, 14, 21, 0)
const window = { startMs, endMs: startMs + 4 * hour }
const plan = aPlan({ window })
const staged: StagedPlan = {
  format: 'lpm-staged-plan',
  version: 1,
  name: 'Firmware of srv-a',
  goal: { kind: 'evacuate-and-return', serverIds: ['9009-42A*A'], serviceMinutes: 60, window },
  options: plan.options,
  inputHash: plan.inputHash,
  appVersion: plan.appVersion,
  createdAtMs: plan.createdAtMs,
  seed: 1,
  zone: 'Europe/Berlin',
  stages: [
    { kind: 'moves', id: 's01', title: 'Empty srv-a', startMs, endMs: startMs + hour, window, plan },
    {
      kind: 'service',
      id: 's02',
      title: 'Service srv-a',
      serverIds: ['9009-42A*A'],
      startMs: startMs + hour,
      endMs: startMs + 2 * hour,
    },
    {
      kind: 'off',
      id: 's03',
      title: 'srv-a is off',
      serverIds: ['9009-42A*A'],
      startMs: startMs + 2 * hour,
      offMs: startMs + 2.2 * hour,
      iplMs: startMs + 2.5 * hour,
      endMs: startMs + 3 * hour,
    },
  ],
  unserviced: [],
  unplaced: [],
  notes: [],
}

const power = { serverId: 'a', idleW: 800, maxW: null, standbyW: null, shutdownS: 60, iplS: null }

test('a staged plan is read as it was written', () => {
  const json = JSON.stringify(staged)
  expect(isStagedPlanText(json)).toBe(true)
  expect(isStagedPlanText(JSON.stringify(plan))).toBe(false)
  expect(readStagedPlanText(json)).toEqual({ ok: true, plan: staged })
})

test.each<[string, unknown, string]>([
  ['an unknown field', { ...staged, more: 1 }, ''],
  ['two stages of one id', { ...staged, stages: [staged.stages[1], staged.stages[1]] }, 'stages'],
  ['a newer version', { ...staged, version: 2 }, 'version'],
  ['a fault in the plan of a stage', withPlan({ ...plan, seed: -1 }), 'stages[0].plan.seed'],
  [
    'windows that overlap',
    {
      ...staged,
      goal: {
        kind: 'maintenance',
        serverIds: ['a'],
        windows: [window, window],
        serviceMinutes: 1,
        returnHome: true,
      },
    },
    'goal.windows',
  ],
  [
    'bands that touch',
    saving([window, { startMs: window.endMs, endMs: window.endMs + hour }], []),
    'goal.bands',
  ],
  ['a server with power figures twice', saving([window], [power, power]), 'goal.power'],
  ['watts below nothing', saving([window], [{ ...power, idleW: -1 }]), 'goal.power[0].idleW'],
  ['more watts idle than at most', saving([window], [{ ...power, maxW: 1 }]), 'goal.power[0]'],
  ['an unknown kind of energy', { ...staged, energy: { kwh: 1 } }, 'energy.servers'],
])('%s is refused with its place', (_, value, place) => {
  expect(readStagedPlanText(JSON.stringify(value))).toMatchObject({ ok: false, place })
})

function saving(bands: unknown, of: unknown): unknown {
  return { ...staged, goal: { kind: 'save-energy', bands, power: of } }
}

function withPlan(other: unknown): unknown {
  return { ...staged, stages: [{ ...staged.stages[0], plan: other }] }
}

test('what is no JSON is refused in words', () => {
  expect(readStagedPlanText('{')).toMatchObject({ ok: false, found: expect.stringContaining('JSON') })
})

test('the published schema is that of the reader', () => {
  const schema = readFileSync(join(projectRoot, 'resources', 'schema', 'staged-plan.schema.json'), 'utf8')
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(stagedPlanJsonSchema())))
})
