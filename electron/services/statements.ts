import type { Family, ServiceContext } from './service-context.ts'

export function statementService({ data, options }: ServiceContext): Family<'statement'> {
  return {
    'statement.set': (change) => data.run('set-statement', { ...change, nowMs: options.now() }),
  }
}
