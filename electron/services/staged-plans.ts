import { readPower } from '../importers/power/power-file.ts'
import { pack, unpack } from '../workers/packed.ts'
import type { EngineTasks } from '../workers/engine-tasks.ts'
import type { Family, ServiceContext } from './service-context.ts'
import type { Job } from './job-registry.ts'

type Wish = Omit<EngineTasks['plan-stages']['input']['request'], 'assumptions' | 'appVersion' | 'createdAtMs'>

/** Staged plans are made, judged and forecast in an engine worker, and stored in one edit each. */
export function stagedPlanService({ data, engine, jobs, options }: ServiceContext): Family<'staged'> {
  const make = async (wish: Wish, samples: number, job: Job) => {
    const { fleet, assumptions, session } = await data.run('snapshot', {})
    const request = { ...wish, assumptions, appVersion: options.version, createdAtMs: options.now() }
    const stored = await engine.run('plan-stages', { fleet, request, samples }, job)
    job.stopIfAbandoned()
    return data.run('store-staged-plan', { session, stored, nowMs: options.now() })
  }

  return {
    'staged.list': async () => [...(await data.run('staged-plans', {}))],
    'staged.get': ({ stagedPlanId }) => data.run('staged-plan', { stagedPlanId }),
    'staged.evacuate-and-return': ({ jobId, samples, serverIds, serviceMinutes, window, ...rest }) =>
      jobs.run(jobId, (job) =>
        make(
          { ...rest, goal: { kind: 'evacuate-and-return', serverIds, serviceMinutes, window } },
          samples,
          job,
        ),
      ),
    'staged.maintenance': ({ jobId, samples, serverIds, serviceMinutes, windows, returnHome, ...rest }) =>
      jobs.run(jobId, (job) => {
        const startMs = windows[0]?.startMs ?? 0
        const goal = { kind: 'maintenance', serverIds, serviceMinutes, windows, returnHome } as const
        return make({ ...rest, startMs, goal }, samples, job)
      }),
    'staged.save-energy': ({ jobId, samples, bands, power, ...rest }) =>
      jobs.run(jobId, (job) => {
        const startMs = Math.min(...bands.map((band) => band.startMs))
        return make({ ...rest, startMs, goal: { kind: 'save-energy', bands, power } }, samples, job)
      }),
    'staged.read-power': async ({ text, fileName }) => {
      const { fleet } = await data.run('snapshot', {})
      return [...readPower(text, fileName, unpack(fleet))]
    },
    'staged.rename': (change) => data.run('rename-staged-plan', { ...change, nowMs: options.now() }),
    'staged.remove': ({ stagedPlanId }) =>
      data.run('remove-staged-plan', { stagedPlanId, nowMs: options.now() }),
    'staged.import': ({ jobId, text, samples }) =>
      jobs.run(jobId, async (job) => {
        const { fleet, assumptions, session } = await data.run('snapshot', {})
        const stored = await engine.run('judge-stages', { fleet, assumptions, text, samples }, job)
        job.stopIfAbandoned()
        return data.run('store-staged-plan', { session, stored, nowMs: options.now() })
      }),
    'staged.verify-document': ({ jobId, text, samples }) =>
      jobs.run(jobId, async (job) => {
        const { fleet, assumptions, inputHash } = await data.run('snapshot', {})
        const judged = unpack(await engine.run('judge-stages', { fleet, assumptions, text, samples }, job))
        return { ...judged, stale: judged.plan.inputHash !== inputHash }
      }),
    'staged.export': async ({ stagedPlanId, format }) => {
      const { plan, report, forecasts } = await data.run('staged-plan', { stagedPlanId })
      const { fleet, assumptions } = await data.run('snapshot', {})
      const stored = pack({ plan, report, forecasts })
      return [...(await engine.run('export-stages', { fleet, assumptions, stored, format }))]
    },
    'staged.export-document': ({ jobId, text, format, samples }) =>
      jobs.run(jobId, async (job) => {
        const { fleet, assumptions } = await data.run('snapshot', {})
        const copy = { bytes: fleet.bytes.slice() }
        const stored = await engine.run('judge-stages', { fleet: copy, assumptions, text, samples }, job)
        return [...(await engine.run('export-stages', { fleet, assumptions, stored, format }))]
      }),
  }
}
