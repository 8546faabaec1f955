import type { Assumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import type { StoredPlan } from '../database/plan-repository.ts'
import { pack, unpack, type Packed } from '../workers/packed.ts'
import type { Job } from './job-registry.ts'
import type { Family, ServiceContext } from './service-context.ts'
import { sharedForecast } from './shared-forecast.ts'

/** What the host adds to a request. */
interface GivenByHost {
  readonly assumptions: Assumptions
  readonly appVersion: string
  readonly createdAtMs: number
}

/** Plans are made, judged and forecast in an engine worker, and stored in one edit each. */
export function planService(context: ServiceContext): Family<'plan'> {
  const { data, engine, jobs, options } = context

  /** A plan document from outside, read and judged on the present inventory; throws AppFailure "plan-invalid". */
  const readDocument = async (text: string): Promise<StoredPlan & { stale: boolean }> => {
    const { fleet, assumptions, inputHash } = await data.run('snapshot', {})
    const judged = unpack(await engine.run('read-plan', { fleet, assumptions, text }))
    return { ...judged, stale: judged.plan.inputHash !== inputHash }
  }

  /** Makes a plan, forecasts it and stores both. */
  const planned = (
    asked: { readonly jobId: string; readonly samples: number; readonly seed: number },
    make: (fleet: Packed<Fleet>, given: GivenByHost, job: Job) => Promise<Packed<StoredPlan>>,
  ) =>
    jobs.run(asked.jobId, async (job) => {
      const { fleet, assumptions, session } = await data.run('snapshot', {})
      const given = { assumptions, appVersion: options.version, createdAtMs: options.now() }
      const made = unpack(await make({ bytes: fleet.bytes.slice() }, given, job))
      job.stopIfAbandoned()
      // Stopped early: the plan is kept and forecast by its median run alone, which takes no time.
      const draws = job.flag.wish() === 'keep' ? 0 : asked.samples
      const forecast = await sharedForecast(
        engine,
        { fleet, assumptions, plan: made.plan, options: { samples: draws, seed: asked.seed } },
        job,
      )
      job.stopIfAbandoned()
      const stored = pack({ ...made, forecast })
      return data.run('store-plan', { session, stored, nowMs: options.now() })
    })

  return {
    'plan.list': async () => [...(await data.run('plans', {}))],
    'plan.get': ({ planId }) => data.run('plan', { planId }),

    'plan.evacuate': ({ jobId, samples, effort, ...goal }) =>
      planned({ jobId, samples, seed: goal.seed }, (fleet, given, job) =>
        engine.run('evacuate', { fleet, request: { ...goal, ...given }, effort }, job),
      ),
    'plan.balance': ({ jobId, samples, effort, ...goal }) =>
      planned({ jobId, samples, seed: goal.seed }, (fleet, given, job) =>
        engine.run('balance', { fleet, request: { ...goal, ...given }, effort }, job),
      ),

    'plan.forecast': ({ jobId, planId, ...asked }) =>
      jobs.run(jobId, async (job) => {
        const { plan } = await data.run('plan', { planId })
        const { fleet, assumptions, session } = await data.run('snapshot', {})
        const forecast = await sharedForecast(engine, { fleet, assumptions, plan, options: asked }, job)
        job.stopIfAbandoned()
        await data.run('store-forecast', { session, planId, forecast, nowMs: options.now() })
        return forecast
      }),

    'plan.verify': async ({ planId }) => {
      const { plan } = await data.run('plan', { planId })
      const { fleet, assumptions } = await data.run('snapshot', {})
      return engine.run('verify', { fleet, assumptions, plan })
    },

    'plan.rename': (change) => data.run('rename-plan', { ...change, nowMs: options.now() }),
    'plan.remove': ({ planId }) => data.run('remove-plan', { planId, nowMs: options.now() }),

    'plan.import': async ({ text }) => {
      const { fleet, assumptions, session } = await data.run('snapshot', {})
      const stored = await engine.run('read-plan', { fleet, assumptions, text })
      return data.run('store-plan', { session, stored, nowMs: options.now() })
    },

    'plan.verify-document': async ({ text }) => {
      const { plan, report, stale } = await readDocument(text)
      return { plan, report, stale }
    },

    'plan.by-hand': async (request) => {
      const { fleet, assumptions } = await data.run('snapshot', {})
      const made = await engine.run('by-hand', {
        fleet,
        request: { ...request, assumptions, appVersion: options.version, createdAtMs: options.now() },
      })
      return { ...made, stale: false }
    },

    'plan.forecast-document': ({ jobId, text, ...asked }) =>
      jobs.run(jobId, async (job) => {
        const { plan } = await readDocument(text)
        const { fleet, assumptions } = await data.run('snapshot', {})
        return sharedForecast(engine, { fleet, assumptions, plan, options: asked }, job)
      }),

    'plan.export-document': async ({ text, format, forecast }) => {
      const { plan } = await readDocument(text)
      const { fleet, assumptions } = await data.run('snapshot', {})
      return engine.run('export', { fleet, assumptions, plan, forecast, format })
    },

    'plan.export': async ({ planId, format }) => {
      const { plan, forecast } = await data.run('plan', { planId })
      const { fleet, assumptions } = await data.run('snapshot', {})
      return engine.run('export', { fleet, assumptions, plan, forecast, format })
    },
  }
}
