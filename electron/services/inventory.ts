import type { Family, ServiceContext } from './service-context.ts'

export function inventoryService({ data }: ServiceContext): Family<'inventory'> {
  return { 'inventory.fleet': () => data.run('fleet', {}) }
}
