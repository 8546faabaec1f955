/** A forecast whose draws are shared among the engine workers. */
import type { AssumptionEffect, ForecastEffects } from '../../shared/forecast/effects.ts'
import { joinEffects } from '../../shared/forecast/effects.ts'
import type { Assumptions } from '../../shared/forecast/assumption.ts'
import { helpFrom } from '../../shared/forecast/convergence-help.ts'
import type { ForecastOptions } from '../../shared/forecast/plan-study.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import type { PlanDocument } from '../../shared/plan/plan-document.ts'
import type { PlanForecast } from '../../shared/plan/plan-forecast.ts'
import type { EngineTasks } from '../workers/engine-tasks.ts'
import type { Packed } from '../workers/packed.ts'
import type { Progress } from '../workers/worker-messages.ts'
import type { TaskOptions, WorkerPool } from '../workers/worker-pool.ts'
import type { Job } from './job-registry.ts'

/** Bytes are moved to the worker they are sent to: everybody gets a copy. */
const copyOf = <T>({ bytes }: Packed<T>): Packed<T> => ({ bytes: bytes.slice() })

/** More slices than workers, so that one that is held up does not hold up the rest; each costs a message. */
const SLICES_PER_WORKER = 2
const FEWEST_DRAWS_PER_SLICE = 25
const REPORT_EVERY_MS = 100

interface Question {
  readonly fleet: Packed<Fleet>
  readonly assumptions: Assumptions
  readonly plan: PlanDocument
  readonly options: ForecastOptions
}

/**
 * Forecasts a plan on all engine workers; the answer does not depend on how many there are. Errors: what the tasks answer;
 * one that fails ends the others.
 */
export async function sharedForecast(
  engine: WorkerPool<EngineTasks>,
  { fleet, assumptions, plan, options }: Question,
  job: Job,
): Promise<PlanForecast> {
  const base = await engine.run('forecast-base', { fleet, assumptions, plan }, job)
  const count = slicesOf(options.samples, engine.size)
  const tasks = joinedProgress(count, options.samples, job)
  const studies = await allOrNone(
    job,
    Array.from({ length: count }, (_, i) => {
      const slice = {
        from: Math.floor((options.samples * i) / count),
        to: Math.floor((options.samples * (i + 1)) / count),
      }
      return engine.run('forecast-draws', { base: copyOf(base), options, slice }, tasks[i] ?? job)
    }),
  )
  const quiet = { flag: job.flag }
  const { forecast, asked } = await engine.run(
    'forecast-finish',
    { plan, base: copyOf(base), studies, options },
    quiet,
  )
  if (asked.changes.length === 0) return forecast
  const attempts = await allOrNone(
    job,
    Array.from({ length: engine.size }, (_, i) => {
      const changes = asked.changes.filter((_change, at) => at % engine.size === i)
      return engine.run('forecast-help', { base: copyOf(base), asked, changes, options }, quiet)
    }),
  )
  return { ...forecast, help: helpFrom(asked, attempts.flat()) }
}

/** Effects of all assumptions a plan rests on, the keys shared among the workers. */
export async function sharedEffects(
  engine: WorkerPool<EngineTasks>,
  question: Question,
  job: Job,
): Promise<ForecastEffects> {
  const { options } = question
  const base = await engine.run(
    'effects-base',
    { ...question, fleet: copyOf(question.fleet) },
    { flag: job.flag },
  )
  const tasks = joinedProgress(engine.size, base.keys.length, job)
  const parts = await allOrNone<readonly AssumptionEffect[]>(
    job,
    tasks.map((task, i) => {
      const keys = base.keys.filter((_, at) => at % engine.size === i)
      return engine.run('effects', { ...question, fleet: copyOf(question.fleet), base, keys }, task)
    }),
  )
  return joinEffects(base, parts, options)
}

function slicesOf(draws: number, workers: number): number {
  return Math.max(1, Math.min(workers * SLICES_PER_WORKER, Math.floor(draws / FEWEST_DRAWS_PER_SLICE)))
}

/** All answers; as soon as one fails, the others are told to stop, as nobody wants theirs any more. */
async function allOrNone<T>(job: Job, running: readonly Promise<T>[]): Promise<readonly T[]> {
  try {
    return await Promise.all(running)
  } catch (cause) {
    job.flag.ask('abandon')
    throw cause
  }
}

/** One progress out of that of several tasks: what is done is added up, the best is that of whoever spoke last. */
function joinedProgress(count: number, total: number, { flag, onProgress }: Job): readonly TaskOptions[] {
  const done = new Array<number>(count).fill(0)
  let toldAt = Number.NEGATIVE_INFINITY
  return done.map((_, i): TaskOptions => ({
    flag,
    onProgress: (progress: Progress) => {
      done[i] = progress.done
      const now = performance.now()
      if (now - toldAt < REPORT_EVERY_MS) return
      toldAt = now
      onProgress({ ...progress, done: done.reduce((sum, one) => sum + one, 0), total })
    },
  }))
}
