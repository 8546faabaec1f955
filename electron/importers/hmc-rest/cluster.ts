/** Cluster objects: which VIOS share a storage pool (element names as in pypowervm's wrappers). */
import type { PartitionRef, ServerRef, ViosValues } from '../../../shared/inventory/patch.ts'
import { knownOnly, type ObjectReader } from './object-reader.ts'
import { child, childrenOf, idInLink, type UomElement } from './uom-element.ts'

const MTMS = 'MachineTypeModelAndSerialNumber'

/** Tells each node its cluster. A node without a system or partition id and uuid cannot be placed and is left out. */
export function readCluster(reader: ObjectReader): void {
  const clusterId = reader.text(['ClusterID'])?.replaceAll('-', '').toLowerCase() ?? null
  if (clusterId === null || !/^[0-9a-f]{32}$/.test(clusterId)) return
  const clusterName = reader.text(['ClusterName'])
  for (const node of childrenOf(child(reader.root, 'Node'), 'Node')) {
    const link = child(node, 'VirtualIOServer')?.href ?? null
    const partition = knownOnly<PartitionRef>({
      lparId: reader.whole(['PartitionID'], node),
      uuid: idInLink(link, 'VirtualIOServer'),
    })
    const server = systemOf(reader, node, link)
    if (Object.keys(server).length === 0 || Object.keys(partition).length === 0) continue
    reader.emit({
      entity: 'partition',
      kind: 'vios',
      server,
      partition,
      values: {},
      viosValues: knownOnly<ViosValues>({ clusterId, clusterName }),
      origin: reader.origin(node),
    })
  }
}

function systemOf(reader: ObjectReader, node: UomElement, link: string | null): ServerRef {
  const [type, model, serial] = ['MachineType', 'Model', 'SerialNumber'].map((name) =>
    reader.known([MTMS, name], node),
  )
  if (type != null && model != null && serial != null) return { typeModel: `${type}-${model}`, serial }
  const uuid = idInLink(link, 'ManagedSystem')
  return uuid === null ? {} : { uuid }
}
