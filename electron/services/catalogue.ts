import type { Family, ServiceContext } from './service-context.ts'

export function catalogueService({ data, options }: ServiceContext): Family<'catalogue'> {
  return {
    'catalogue.rows': async () => [...(await data.run('catalogue-rows', {}))],
    'catalogue.set': (change) => data.run('set-catalogue', { ...change, nowMs: options.now() }),
  }
}
