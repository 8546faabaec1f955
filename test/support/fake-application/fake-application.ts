import { calibrate } from '../../../shared/calibration/calibrate.ts'
import type { CommandInput, CommandName, ExportFormat } from '../../../shared/contract/commands.ts'
import { commands } from '../../../shared/contract/commands.ts'
import type { ErrorCode } from '../../../shared/contract/error-codes.ts'
import type { ChangedArea, HostEvent } from '../../../shared/contract/events.ts'
import type { Result } from '../../../shared/contract/result.ts'
import { AppFailure, failure, success } from '../../../shared/contract/result.ts'
import type { WhatIf } from '../../../shared/contract/readiness.ts'
import type { HistoryEntry, WorkspaceListing, WorkspaceState } from '../../../shared/contract/views.ts'
import type {
  AssumptionOverride,
  AssumptionScopeKind,
  Assumptions,
  WorkloadClass,
} from '../../../shared/forecast/assumption.ts'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { CatalogueEdit, Fleet, Statement } from '../../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import { catalogueRows, checkEdit } from '../../../shared/mobility/catalogue/edits.ts'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { PlanOptions, PlanWindow } from '../../../shared/plan/plan-document.ts'
import { inventedAssumptions, inventedDefinitions } from './fake-assumptions.ts'
import { acceptValues, decideMove } from './fake-calibration.ts'
import { inventEffects } from './fake-effects.ts'
import { inventPreview } from './fake-import.ts'
import { judge } from './fake-mobility.ts'
import { FakePlanRoom } from './fake-plan-room.ts'
import { FakeReadiness } from './fake-readiness.ts'
import { inventFleet } from './invented-fleet.ts'
import { knownEnough } from './known-enough.ts'

type Answer = (input: never, context: { readonly cancelled: (jobId: string) => boolean }) => unknown
export type FakeAnswers = Partial<Record<CommandName, Answer>>

interface ForecastAsked {
  readonly jobId: string
  readonly planId: number
  readonly samples: number
  readonly standstillLimitS: number | null
}

export interface FakeApplication {
  call(name: string, input: unknown): Promise<Result<unknown>>
  listen(listener: (event: HostEvent) => void): () => void
  /** Takes the place of one upload, `<batch>/<relative path>`, and answers the token of its batch. */
  stage(place: string): string
  emit(event: HostEvent): void
}

export interface FakeOptions {
  /** The fleet of the sample data centre. */
  readonly fleet?: Fleet
  /** Open the sample at once. */
  readonly opened?: boolean
  /** False: no plans and no overrides in the opened sample. */
  readonly withPlans?: boolean
  /** Answers that replace the built-in ones, for tests of one screen. */
  readonly answers?: FakeAnswers
}

const fail = (code: ErrorCode, message: string, hint: string): never => {
  throw new AppFailure({ code, message, hint })
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** An application in memory that answers the contract from invented data; for developing and testing the window alone. */
export function createFakeApplication(options: FakeOptions = {}): FakeApplication {
  const sample = options.fleet ?? knownEnough(inventFleet(200))
  const listeners = new Set<(event: HostEvent) => void>()
  const staged = new Map<string, readonly string[]>()
  const previews = new Map<string, readonly string[]>()
  const cancelled = new Set<string>()
  const kept = new Set<string>()
  let fleet: Fleet = emptyFleet
  let name: string | null = null
  let revision = 0
  let savedAtMs: number | null = null
  let assumptions: Assumptions = noAssumptions
  const room = new FakePlanRoom()
  const readiness = new FakeReadiness()
  let done: { entry: HistoryEntry; undo: () => void; redo: () => void }[] = []
  let undone: typeof done = []

  const emit = (event: HostEvent): void => listeners.forEach((listener) => listener(event))
  const changed = (...areas: ChangedArea[]): void => emit({ type: 'data-changed', areas, revision })
  const state = (): WorkspaceState | null =>
    name === null
      ? null
      : {
          path: `/home/planner/${name}.lpm`,
          name,
          servers: fleet.servers.length,
          vios: fleet.vios.length,
          partitions: fleet.partitions.length,
          plans: room.list().length,
          undo: done.at(-1)?.entry ?? null,
          redo: undone.at(-1)?.entry ?? null,
          savedAtMs,
          revision,
        }
  const begin = (newName: string, newFleet: Fleet): WorkspaceState | null => {
    name = newName
    fleet = newFleet
    assumptions = options.withPlans === false || newFleet === emptyFleet ? noAssumptions : inventedAssumptions
    room.restore(new Map())
    if (options.withPlans !== false && newFleet !== emptyFleet) room.fill(newFleet)
    done = []
    undone = []
    savedAtMs = Date.now()
    revision += 1
    changed('workspace', 'inventory', 'assumptions', 'plans', 'history')
    return state()
  }
  /** One undoable edit: what it changes is put back by undo and brought again by redo. */
  const edit = (label: string, areas: readonly ChangedArea[], change: () => void): void => {
    const before = { fleet, assumptions, plans: room.snapshot() }
    change()
    const after = { fleet, assumptions, plans: room.snapshot() }
    const put = (to: typeof before): void => {
      fleet = to.fleet
      assumptions = to.assumptions
      room.restore(to.plans)
      revision += 1
      savedAtMs = Date.now()
      changed(...areas, 'history')
    }
    revision += 1
    savedAtMs = Date.now()
    done.push({
      entry: { id: revision, label, atMs: savedAtMs },
      undo: () => put(before),
      redo: () => put(after),
    })
    undone = []
    changed(...areas, 'history')
  }
  const progress = async (
    jobId: string,
    phase: string,
    total: number,
    stepMs: number,
    { best = () => null, step = 1 }: { best?: (at: number) => string | null; step?: number } = {},
  ): Promise<number> => {
    for (let at = 0; at < total; at += step) {
      if (kept.has(jobId)) return at
      if (cancelled.has(jobId)) fail('job-cancelled', 'The work was cancelled.', 'Nothing was written.')
      emit({ type: 'job-progress', jobId, phase, done: at, total, best: best(at) })
      await pause(stepMs)
    }
    return total
  }
  const listing: WorkspaceListing[] = [
    {
      path: '/home/planner/north.lpm',
      name: 'north',
      modifiedMs: Date.now() - 7_200_000,
      sizeBytes: 4_200_000,
      exists: true,
    },
    {
      path: '/home/planner/frankfurt-refresh.lpm',
      name: 'frankfurt-refresh',
      modifiedMs: Date.UTC(2026, 2, 6),
      sizeBytes: 18_400_000,
      exists: true,
    },
    { path: '/mnt/old/lab.lpm', name: 'lab', modifiedMs: Date.UTC(2025, 10, 2), sizeBytes: 0, exists: false },
  ]

  const answers: FakeAnswers = {
    'app.info': () => ({
      version: '0.1.0',
      host: 'browser',
      catalogueDate: '2026-02',
      ruleCount: 68,
      workspaceFolder: '/home/planner',
    }),
    'workspace.list': () => listing,
    'workspace.state': state,
    'workspace.open': ({ path }: { path: string }) =>
      path.includes('lab')
        ? fail(
            'workspace-missing',
            `${path} does not exist.`,
            'Choose where it is now, or restore it from a backup.',
          )
        : begin(path.replace(/^.*\//, '').replace(/\.lpm$/, ''), sample),
    'workspace.create': ({ path }: { path: string }) =>
      begin(path.replace(/^.*\//, '').replace(/\.lpm$/, ''), emptyFleet),
    'workspace.close': () => {
      name = null
      changed('workspace')
      return null
    },
    'workspace.open-sample': async ({ jobId }: { jobId: string }) => {
      await progress(jobId, 'copying the sample', 5, 40)
      return begin('sample', sample)
    },
    'inventory.fleet': () => ({ fleet, revision }),
    'import.preview': async ({ jobId, paths }: { jobId: string; paths: string[] }) => {
      const names = paths.flatMap((path) => staged.get(path) ?? [path])
      if (names.some((one) => one.includes('unknown'))) {
        fail(
          'import-nothing',
          'Nothing in these files could be recognised.',
          'Import HMC command output, HMC Scanner files or tables with a header row.',
        )
      }
      await progress(
        jobId,
        'reading files',
        Math.max(10, names.length),
        names.some((one) => one.includes('slow')) ? 400 : 60,
      )
      const importId = `import-${previews.size + 1}`
      previews.set(importId, names)
      return inventPreview(importId, names, fleet.servers.length === 0)
    },
    'import.commit': ({ importId }: { importId: string }) => {
      if (!previews.delete(importId))
        fail('import-unknown', 'The preview no longer exists.', 'Read the files again.')
      edit('import of hmc-n1', ['inventory'], () => {
        fleet = sample
      })
      return {
        label: 'import of hmc-n1',
        servers: sample.servers.length,
        vios: sample.vios.length,
        partitions: sample.partitions.length,
      }
    },
    'import.discard': () => null,
    'history.list': () => done.map((one) => one.entry),
    'history.undo': () => {
      const last = done.pop()
      if (last === undefined)
        return fail('nothing-to-undo', 'There is nothing to undo.', 'Make an edit first.')
      undone.push(last)
      last.undo()
      return state()
    },
    'history.redo': () => {
      const last = undone.pop()
      if (last === undefined)
        return fail('nothing-to-undo', 'There is nothing to redo.', 'Undo an edit first.')
      done.push(last)
      last.redo()
      return state()
    },
    'assumptions.get': () => ({
      definitions: inventedDefinitions,
      assumptions,
      classes: fleet.partitions.map((one) => {
        const typed = assumptions.classes.find((other) => other.partitionId === one.id)
        return {
          partitionId: one.id,
          workloadClass:
            typed?.workloadClass ??
            (/hdb/.test(one.name) ? 'in-memory' : /db|ora/.test(one.name) ? 'oltp' : 'application'),
          reason:
            typed === undefined
              ? /hdb/.test(one.name)
                ? 'assumed: name matches *hdb*'
                : /db|ora/.test(one.name)
                  ? 'assumed: name matches a database'
                  : 'assumed: nothing else is known'
              : 'typed by you',
        }
      }),
    }),
    'assumptions.set': (input: {
      key: string
      scope: AssumptionScopeKind
      scopeId: string | null
      value: number | null
      reason: string | null
    }) => {
      const { key, scope, scopeId, value, reason } = input
      edit(`${value === null ? 'reset' : 'change'} of ${key}`, ['assumptions'], () => {
        const rest = assumptions.overrides.filter(
          (one) => one.key !== key || one.scope !== scope || one.scopeId !== scopeId,
        )
        const mine: AssumptionOverride[] = value === null ? [] : [{ key, scope, scopeId, value, reason }]
        assumptions = { ...assumptions, overrides: [...rest, ...mine] }
      })
      return null
    },
    'assumptions.set-class': (input: { partitionId: string; workloadClass: WorkloadClass | null }) => {
      const { partitionId, workloadClass } = input
      edit('change of a workload class', ['assumptions'], () => {
        const rest = assumptions.classes.filter((one) => one.partitionId !== partitionId)
        assumptions = {
          ...assumptions,
          classes: workloadClass === null ? rest : [...rest, { partitionId, workloadClass }],
        }
      })
      return null
    },
    'calibration.report': () => calibrate(fleet, assumptions),
    'calibration.accept': (input: CommandInput<'calibration.accept'>) => {
      edit(`Calibration: ${input.values.length} values`, ['assumptions'], () => {
        assumptions = { ...assumptions, overrides: acceptValues(assumptions.overrides, input) }
      })
      return null
    },
    'calibration.assign': (input: CommandInput<'calibration.assign'>) => {
      edit('Past move', ['inventory'], () => {
        fleet = { ...fleet, pastMoves: decideMove(fleet.pastMoves, input) }
      })
      return null
    },
    'statement.set': (change: Omit<Statement, 'holds'> & { holds: boolean | null }) => {
      const { subject, scope, scopeId, holds } = change
      const known = scope === 'server' ? fleet.servers : fleet.partitions
      if (scope !== 'fleet' && holds !== null && !known.some((one) => one.id === scopeId))
        fail(
          'inventory-missing',
          `There is no ${scope} “${scopeId}” in the inventory.`,
          'Choose another one.',
        )
      edit(`statement about ${subject}`, ['inventory'], () => {
        const rest = fleet.statements.filter(
          (one) => one.subject !== subject || one.scope !== scope || one.scopeId !== scopeId,
        )
        fleet = { ...fleet, statements: holds === null ? rest : [...rest, { ...change, holds }] }
      })
      return null
    },
    'catalogue.rows': () => catalogueRows(defaultCatalogue, fleet.catalogueEdits),
    'catalogue.set': (change: Omit<CatalogueEdit, 'value'> & { value: string | null }) => {
      const { table, key, value } = change
      const problem = value === null ? null : checkEdit(defaultCatalogue, { ...change, value })
      if (problem !== null) fail('catalogue-invalid', problem, 'Type the value as the message says.')
      edit(
        `catalogue: ${key} ${value === null ? 'back to shipped' : `set to ${value}`}`,
        ['inventory'],
        () => {
          const rest = fleet.catalogueEdits.filter((one) => one.table !== table || one.key !== key)
          fleet = { ...fleet, catalogueEdits: value === null ? rest : [...rest, { ...change, value }] }
        },
      )
      return null
    },
    'mobility.check': ({
      partitionIds,
      targetServerIds,
    }: {
      partitionIds: string[] | null
      targetServerIds: string[] | null
    }) => judge(indexFleet(fleet), partitionIds, targetServerIds),
    'readiness.matrix': ({ whatIf }: { whatIf: WhatIf | null }) => readiness.view(fleet, revision, whatIf),
    'readiness.commands': ({ key, whatIf }: { key: string; whatIf: WhatIf | null }) =>
      readiness.commands(fleet, key, whatIf),
    'readiness.cells': ({ key, whatIf }: { key: string; whatIf: WhatIf | null }) =>
      readiness.cells(fleet, key, whatIf),
    'readiness.pair': (pair: { partitionId: string; serverId: string; whatIf: WhatIf | null }) =>
      readiness.pair(fleet, pair.partitionId, pair.serverId, pair.whatIf),
    'readiness.export': ({ format }: { format: 'csv' | 'xlsx' }) => readiness.export(format),
    'plan.list': () => room.list(),
    'staged.list': () => [],
    'plan.get': ({ planId }: { planId: number }) => room.get(planId),
    'plan.verify': ({ planId }: { planId: number }) => room.get(planId).report,
    'plan.evacuate': async (input: {
      jobId: string
      name: string
      serverIds: string[]
      options: PlanOptions
      zone: string
      startMs: number
      window: PlanWindow | null
      seed: number
      samples: number
    }) => {
      if (input.name.includes('no way'))
        fail(
          'plan-impossible',
          'No partition of these servers can move.',
          'Open their partitions in Fleet and follow the remedies, or accept what cannot be told.',
        )
      await progress(input.jobId, 'placing partitions', 20, 120, {
        best: (at) => `${2 * at + 3} moves, ${20 - at} unplaced`,
      })
      let planId = 0
      edit(`plan ${input.name}`, ['plans'], () => {
        planId = room.add(fleet, { ...input, createdAtMs: Date.now() })
      })
      return { planId }
    },
    'plan.forecast': async ({ jobId, planId, samples, standstillLimitS }: ForecastAsked) => {
      const made = await progress(jobId, 'drawing', samples, 12, { step: 40 })
      room.foresee(planId, { samples: made, asked: samples, standstillLimitS })
      changed('plans')
      return room.get(planId).forecast
    },
    'forecast.effects': async (asked: { jobId: string; planId: number; samples: number }) => {
      const { forecast } = room.get(asked.planId)
      const done = await progress(asked.jobId, 'trying parameters', inventedDefinitions.length, 120)
      return inventEffects(inventedDefinitions, done, forecast?.makespan.p90 ?? null, asked.samples)
    },
    'plan.rename': ({ planId, name: newName }: { planId: number; name: string }) => {
      edit(`rename of ${room.get(planId).plan.name}`, ['plans'], () => room.rename(planId, newName))
      return null
    },
    'plan.remove': ({ planId }: { planId: number }) => {
      edit(`removal of ${room.get(planId).plan.name}`, ['plans'], () => room.remove(planId))
      return null
    },
    'plan.import': ({ text }: { text: string }) => {
      if (!text.includes('"lpm-plan"'))
        fail('plan-invalid', 'This file is no plan document.', 'Choose a file exported as “Plan document”.')
      let planId = 0
      edit('import of a plan', ['plans'], () => {
        planId = room.put(JSON.parse(text))
      })
      return { planId }
    },
    'plan.export': ({ planId, format }: { planId: number; format: ExportFormat }) =>
      room.export(planId, format),
    'job.cancel': ({ jobId, keep }: { jobId: string; keep: boolean }) => {
      ;(keep ? kept : cancelled).add(jobId)
      return null
    },
    ...options.answers,
  }

  if (options.opened === true) begin('north', sample)

  return {
    emit,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stage: (place) => {
      const [batch = '', ...parts] = place.split('/')
      const token = `staged:${batch}`
      staged.set(token, [...(staged.get(token) ?? []), parts.join('/')])
      return token
    },
    call: async (command, input) => {
      if (!(command in commands))
        return failure({ code: 'request-unknown', message: `There is no command ${command}.` })
      const parsed = commands[command as CommandName].input.safeParse(input)
      if (!parsed.success) return failure({ code: 'request-invalid', message: parsed.error.message })
      const answer = answers[command as CommandName]
      if (answer === undefined)
        return failure({ code: 'internal', message: `The fake application does not answer ${command}.` })
      try {
        return success(await answer(parsed.data as never, { cancelled: (jobId) => cancelled.has(jobId) }))
      } catch (error) {
        return failure(
          error instanceof AppFailure ? error.error : { code: 'internal', message: String(error) },
        )
      }
    },
  }
}
