import type { Family, ServiceContext } from './service-context.ts'

export function assumptionService({ data, options }: ServiceContext): Family<'assumptions'> {
  return {
    'assumptions.get': () => data.run('assumptions', {}),
    'assumptions.set': (change) => data.run('set-assumption', { ...change, nowMs: options.now() }),
    'assumptions.set-class': (change) => data.run('set-class', { ...change, nowMs: options.now() }),
  }
}
