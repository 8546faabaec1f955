import { catalogueDate, ruleCount } from './catalogue-facts.ts'
import type { Family, ServiceContext } from './service-context.ts'

export function appService({ options, workspaceFolder }: ServiceContext): Family<'app'> {
  return {
    'app.info': () =>
      Promise.resolve({
        version: options.version,
        host: options.host,
        catalogueDate,
        ruleCount,
        workspaceFolder,
      }),
  }
}
