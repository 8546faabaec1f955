/** Small invented patches for the tests of merge, diff and questions. */
import type { FleetPatch, PartitionPatch, ServerPatch } from '../../shared/inventory/patch.ts'

export const alpha = { typeModel: '9009-42A', serial: '1111111', name: 'alpha' } as const
export const beta = { typeModel: '9009-42A', serial: '2222222', name: 'beta' } as const

export function serverPatch(
  server: ServerPatch['server'],
  values: ServerPatch['values'] = {},
  more: Partial<ServerPatch> = {},
): ServerPatch {
  return { entity: 'server', server, values, origin: { file: 'systems.txt', line: 1 }, ...more }
}

export function clientPatch(
  server: PartitionPatch['server'],
  partition: PartitionPatch['partition'],
  values: PartitionPatch['values'] = {},
  more: Partial<PartitionPatch> = {},
): PartitionPatch {
  const origin = { file: 'partitions.txt', line: partition.lparId ?? 1 }
  return { entity: 'partition', kind: 'client', server, partition, values, origin, ...more }
}

export function viosPatch(
  server: PartitionPatch['server'],
  partition: PartitionPatch['partition'],
  viosValues: NonNullable<PartitionPatch['viosValues']> = {},
  more: Partial<PartitionPatch> = {},
): PartitionPatch {
  return clientPatch(server, partition, {}, { kind: 'vios', viosValues, ...more })
}

export function completePatch(
  server: PartitionPatch['server'],
  list: Extract<FleetPatch, { entity: 'complete' }>['list'],
): FleetPatch {
  return { entity: 'complete', server, list, origin: { file: 'partitions.txt', line: null } }
}
