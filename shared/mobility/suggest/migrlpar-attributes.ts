/**
 * The -i value of migrlpar. Read in public sources and therefore written: virtual_scsi_mappings and virtual_fc_mappings
 * (`slot/vios-name/vios-id[/vios-slot[/port]]`, name or id), source_msp_name, dest_msp_name, shared_proc_pool_name and
 * _id, dest_lpar_id (domain.md 1.6). Not written: vnic_mappings, of which the inventory lacks the parts, and
 * redundant_msps, which needs IP addresses of the movers.
 */
import { attributePairs } from '../command.ts'
import type { AdapterKind, AdapterMapping, MappingSuggestion } from './suggestion.ts'

/** What a mapping entry says. */
export type MappedPlace = Pick<
  AdapterMapping,
  'kind' | 'clientSlot' | 'targetViosLparId' | 'targetViosSlot' | 'port'
>

const attributes = {
  'virtual SCSI': 'virtual_scsi_mappings',
  'virtual Fibre Channel': 'virtual_fc_mappings',
} as const

/** `virtual_..._mappings` with their values; VIOS by id, because names may hold the separators. */
export function mappingAttributes(places: readonly MappedPlace[]): readonly (readonly [string, string])[] {
  return (['virtual SCSI', 'virtual Fibre Channel'] as const).flatMap((kind) => {
    const entries = places.filter((one) => one.kind === kind).map(entryOf)
    return entries.length === 0 ? [] : [[attributes[kind], entries.join(',')] as const]
  })
}

/** A port name that cannot be taken for a separator; another one is left to the HMC. */
const plainPort = /^[\w.-]+$/

function entryOf({ clientSlot, targetViosLparId, targetViosSlot, port }: MappedPlace): string {
  const entry = `${clientSlot}//${targetViosLparId}`
  if (port !== null && plainPort.test(port)) return `${entry}/${targetViosSlot ?? ''}/${port}`
  return targetViosSlot === null ? entry : `${entry}/${targetViosSlot}`
}

interface Parts extends Pick<MappingSuggestion, 'adapters' | 'open' | 'lparId' | 'pool' | 'movers'> {
  /** Kinds of which the list of adapters is not known. */
  readonly unread: readonly AdapterKind[]
}

/** The value; a kind is mapped as a whole or left to the HMC. */
export function attributesOf({ adapters, open, unread, lparId, pool, movers }: Parts): string {
  const isWhole = ({ kind }: MappedPlace) => !unread.includes(kind) && !open.some((one) => one.kind === kind)
  const [pair] = movers
  return attributePairs([
    ...(pair === undefined
      ? []
      : ([
          ['source_msp_name', pair.sourceMover],
          ['dest_msp_name', pair.targetMover],
        ] as const)),
    ...(pool === null || pool.id === 0
      ? []
      : pool.name === null
        ? ([['shared_proc_pool_id', pool.id]] as const)
        : ([['shared_proc_pool_name', pool.name]] as const)),
    ...mappingAttributes(adapters.filter(isWhole)),
    ...(lparId === null ? [] : ([['dest_lpar_id', lparId]] as const)),
  ])
}
