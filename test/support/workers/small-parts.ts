/**
 * Small functions in the place of planner, engine and importers, for tests of what stands between them and the window:
 * quick, and able to be slow, deaf or deadly where a test asks for it by the plan's name.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DataParts } from '../../../electron/workers/data-handlers.ts'
import type { EngineParts } from '../../../electron/workers/engine-tasks.ts'
import type { ImportParts } from '../../../electron/workers/import-tasks.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import type { ForecastBase, PlanStudy } from '../../../shared/forecast/plan-study.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import { mib } from '../../../shared/inventory/units.ts'
import { withoutStudy, type PlanForecast } from '../../../shared/plan/plan-forecast.ts'
import type { RefereeReport } from '../../../shared/plan/referee-report.ts'
import { smallPartition, smallServer, smallVios } from '../small-fleet.ts'
import { sampleMove, samplePlan } from '../sample-plan.ts'

export const smallDataParts: DataParts = {
  inputHash: (fleet, assumptions) =>
    JSON.stringify([
      fleet.servers.map((server) => server.id),
      fleet.partitions.map((one) => [one.id, one.memoryMib]),
      fleet.statements,
      fleet.catalogueEdits,
      assumptions,
    ]),
  limitsOf: () => null,
  assumptionCatalogue: [
    {
      key: 'theta',
      group: 'Engine',
      title: 'Copy threshold',
      effect: 'When copying ends.',
      unit: '%',
      defaultValue: 10,
      low: 1,
      high: 50,
      mark: 'assumed',
      source: 'a test',
      scopes: ['fleet', 'server', 'class'],
    },
  ],
  workloadClassOf: (partition, assumptions) => {
    const typed = assumptions.classes.find((one) => one.partitionId === partition.id)
    return typed === undefined
      ? { workloadClass: 'application', reason: 'assumed' }
      : { workloadClass: typed.workloadClass, reason: 'typed by you' }
  },
}

const report = (fleet: Fleet, partitionIds: readonly string[]): RefereeReport => {
  const gone = partitionIds.filter((id) => !fleet.partitions.some((one) => one.id === id))
  return {
    valid: gone.length === 0,
    violations: gone.map((id) => ({
      ruleId: 'R-EXISTS',
      moveId: null,
      serverId: null,
      atS: null,
      text: `${id} is not in the inventory.`,
    })),
    checks: ['R-EXISTS'],
    warnings: [],
  }
}

const even = (value: number) => ({ p10: value, p50: value, p90: value })

const forecast = (samples: number, seed: number): PlanForecast => ({
  ...withoutStudy,
  samplesAsked: samples,
  samples,
  seed,
  moves: [],
  resources: [],
  makespan: { p10: 90, p50: 100, p90: 120 },
  makespanDots: [],
  fitsWindow: null,
  totalRawBytes: 0,
  totalWireBytes: 0,
  longestStandstill: even(1),
  assumedInputs: 0,
  totalInputs: 0,
  stalled: [],
})

const nothingForecast: ForecastBase = {
  scenario: {
    scenario: { resources: {}, parts: [] },
    resources: [],
    uncertainty: [],
    partitionIds: [],
    partitionNames: [],
    preparation: [],
    standstillLimits: [],
    usedKeys: [],
    rangeStretch: { fleet: 1, parts: [] },
    assumedInputs: 0,
    totalInputs: 0,
  },
  forecast: { makespan: 0, events: 0, peak_load: {}, parts: {}, loads: null },
  grid: { columnS: 1, columns: 1, resources: [] },
}

const nothingStudied: PlanStudy = {
  samples: { count: 0, draws: new Int32Array(0), names: [], makespan: new Float64Array(0), parts: [] },
  loads: { draws: 0, counts: new Uint16Array(0) },
}

function spin(ms: number, until: () => boolean): void {
  const end = performance.now() + ms
  while (performance.now() < end && !until());
}

export const smallEngineParts: EngineParts = {
  planEvacuation: (input, _effort, hooks) => {
    if (input.name === 'deadly') process.exit(1)
    if (input.name === 'faulty') throw new Error('a fault of ours')
    if (input.name === 'deaf') {
      hooks.progress({ phase: 'not listening', done: 0, total: null })
      spin(60_000, () => false)
    }
    if (input.name === 'slow') {
      spin(60_000, () => {
        hooks.progress({ phase: 'placing', done: 1, total: 2, best: '1 move' })
        return hooks.wish() !== 'run'
      })
    }
    const { fleet, assumptions, goal, ...rest } = input
    const stayed = input.name === 'slow' ? 1 : 0
    return samplePlan({
      ...rest,
      goal,
      inputHash: smallDataParts.inputHash(fleet, assumptions),
      moves: fleet.partitions
        .filter((one) => goal.serverIds.includes(one.serverId))
        .slice(stayed)
        .map((one, place) => ({
          ...sampleMove,
          id: `m${place + 1}`,
          partitionId: one.id,
          partitionName: one.name,
          sourceServerId: one.serverId,
          sourceServerName: `name of ${one.serverId}`,
          sourceMoverId: `${one.serverId}/100`,
          targetServerId: fleet.servers.find((server) => !goal.serverIds.includes(server.id))?.id ?? '',
          targetMoverId: null,
          memoryMib: one.memoryMib ?? 0,
        })),
    })
  },
  planBalance: ({ fleet, assumptions, goal, steps: _steps, ...rest }) =>
    samplePlan({ ...rest, goal, inputHash: smallDataParts.inputHash(fleet, assumptions), moves: [] }),
  planByHand: () => ({ ok: false, refusals: ['Nothing moves here.'] }),
  refereePlan: (fleet, plan) =>
    report(
      fleet,
      plan.moves.map((move) => move.partitionId),
    ),
  forecastBase: () => nothingForecast,
  drawStudy: (_base, _options, { from, to }) => ({
    ...nothingStudied,
    samples: { ...nothingStudied.samples, count: to - from },
  }),
  finishForecast: (_plan, _base, studies, { seed }) => ({
    forecast: forecast(
      studies.reduce((sum, study) => sum + study.samples.count, 0),
      seed,
    ),
    asked: { draws: new Int32Array(0), planEndS: null, moves: [], changes: [] },
  }),
  tryHelp: () => [],
  effectsBase: () => ({
    scenario: nothingForecast.scenario,
    present: { endP50S: 100, endP90S: 120, standstillP90S: 1 },
    keys: ['theta', 'tPrepS'],
  }),
  effectsOf: (_fleet, _plan, _assumptions, _base, keys) =>
    keys.map((key) => ({
      key,
      title: key,
      unit: 's',
      raisedPercent: 10,
      change: { endP50S: key.length, endP90S: key.length, standstillP90S: 0 },
    })),
  judgeMoves: (fleet, partitionIds, serverIds) =>
    (partitionIds ?? fleet.partitions.map((one) => one.id)).flatMap((partitionId) =>
      (serverIds ?? fleet.servers.map((one) => one.id)).map((targetServerId) => ({
        partitionId,
        targetServerId,
        moveType: 'active' as const,
        verdict: 'tell' as const,
        findings: [],
        passes: 0,
        inactiveWouldWork: null,
      })),
    ),
  calibrate: (fleet) => ({
    compared: [],
    unmatched: fleet.pastMoves.map((move) => ({ move, reason: 'a test' })),
    leftOut: [],
    residuals: [],
    proposals: [],
    enough: false,
    movesNeeded: 20,
  }),
  exportPlan: ({ plan }, format) => ({
    fileName: `${plan.name}.${format}`,
    mediaType: 'text/plain',
    encoding: 'utf8',
    text: format === 'json' ? JSON.stringify(plan) : plan.name,
  }),
}

/** Lines "server,ID" and "partition,SERVER,LPAR ID,MIB". */
function patchOf(line: string, file: string, number: number): FleetPatch | null {
  const [kind, server = '', lparId = '', memory = ''] = line.split(',')
  const origin = { file, line: number }
  if (kind === 'server') {
    return { entity: 'server', server: { name: server }, values: {}, origin } as unknown as FleetPatch
  }
  if (kind !== 'partition') return null
  return {
    entity: 'partition',
    kind: 'client',
    server: { name: server },
    partition: { lparId: Number(lparId) },
    values: { memoryMib: mib(Number(memory)) },
    origin,
  } as unknown as FleetPatch
}

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]

const byId = <T extends { readonly id: string }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1))

export const smallImportParts: ImportParts = {
  readImport: (paths, hooks) => {
    const read = paths.flatMap(filesOf).map((file) => {
      const lines = readFileSync(file, 'utf8').trim().split('\n')
      if (lines[0] === 'slow') spin(60_000, hooks.shouldStop)
      const patches = lines.flatMap((line, place) => patchOf(line, file, place + 1) ?? [])
      const kind = patches.length === 0 ? null : 'lines of a test'
      return {
        patches,
        summary: {
          file,
          kind,
          rows: patches.length,
          sizeBytes: 0,
          status: kind === null ? ('left-out' as const) : ('read' as const),
        },
      }
    })
    return Promise.resolve({
      files: read.map((one) => one.summary),
      patches: read.flatMap((one) => one.patches),
      answers: [],
      problems: [],
    })
  },
  mergePatches: (patches, base) => {
    const servers = new Map(base.servers.map((one) => [one.id, one]))
    const vios = new Map(base.vios.map((one) => [one.id, one]))
    const partitions = new Map(base.partitions.map((one) => [one.id, one]))
    for (const patch of patches) {
      if (patch.entity === 'past-move') continue
      const id = patch.server.name ?? ''
      if (!servers.has(id)) {
        servers.set(id, smallServer(id))
        vios.set(`${id}/100`, smallVios(id, 100))
      }
      if (patch.entity !== 'partition') continue
      const one = smallPartition(id, patch.partition.lparId ?? 0, {
        memoryMib: patch.values.memoryMib ?? null,
      })
      partitions.set(one.id, one)
    }
    return {
      fleet: {
        ...base,
        servers: byId(servers.values()),
        vios: byId(vios.values()),
        partitions: byId(partitions.values()),
      },
      answers: [],
      problems: [],
    }
  },
  diffFleets: (before, after) => ({
    counts: [
      {
        kind: 'partitions',
        new: after.partitions.length - before.partitions.length,
        changed: 0,
        unchanged: before.partitions.length,
        gone: 0,
      },
    ],
    changes: [],
  }),
  answerableQuestions: () => [],
}
