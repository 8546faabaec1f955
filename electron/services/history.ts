import type { Family, ServiceContext } from './service-context.ts'

export function historyService({ data, options }: ServiceContext): Family<'history'> {
  return {
    'history.list': async () => [...(await data.run('history', {}))],
    'history.undo': () => data.run('undo', { nowMs: options.now() }),
    'history.redo': () => data.run('redo', { nowMs: options.now() }),
  }
}
