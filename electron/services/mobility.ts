import type { Family, ServiceContext } from './service-context.ts'

export function mobilityService({ data, engine }: ServiceContext): Family<'mobility'> {
  return {
    'mobility.check': async ({ partitionIds, targetServerIds }) => {
      const { fleet } = await data.run('snapshot', {})
      return [...(await engine.run('judge', { fleet, partitionIds, serverIds: targetServerIds }))]
    },
  }
}
