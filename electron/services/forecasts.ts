import type { Family, ServiceContext } from './service-context.ts'
import { sharedEffects } from './shared-forecast.ts'

/** Questions about the model behind the forecast of a plan. */
export function forecastService({ data, engine, jobs }: ServiceContext): Family<'forecast'> {
  return {
    'forecast.effects': ({ jobId, planId, samples, seed }) =>
      jobs.run(jobId, async (job) => {
        const { plan } = await data.run('plan', { planId })
        const { fleet, assumptions } = await data.run('snapshot', {})
        const effects = await sharedEffects(
          engine,
          { fleet, assumptions, plan, options: { samples, seed } },
          job,
        )
        job.stopIfAbandoned()
        return effects
      }),
  }
}
