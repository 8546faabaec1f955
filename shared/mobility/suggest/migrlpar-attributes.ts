/**
 * The -i value of migrlpar. Read in public sources and therefore written: virtual_scsi_mappings and virtual_fc_mappings
 * (`slot/vios-name/vios-id[/vios-slot[/port]]`, name or id), source_msp_name, dest_msp_name, shared_proc_pool_name and
 * _id, dest_lpar_id (domain.md 1.6); vnic_mappings (IBM's op-test and avocado LPM tests:
 * `slot/ded/vios-name/vios-id/adapter/port/capacity/source-adapter/source-port`, once for each backing device);
 * redundant_msps (IBM p8hc3_redunmspmigr: `group/source-name/id/address/target-name/id/address`, both pairs with one
 * group), which stands for source_msp_name and dest_msp_name.
 */
import { attributePairs } from '../command.ts'
import { centiPercent, percentText } from '../../inventory/units.ts'
import type { MoverEnd, MoverRoute } from '../../plan/connections.ts'
import type { AdapterKind, AdapterMapping, MappingSuggestion } from './suggestion.ts'

/** What a mapping entry says. */
export type MappedPlace = Pick<
  AdapterMapping,
  'kind' | 'clientSlot' | 'targetViosName' | 'targetViosLparId' | 'targetViosSlot' | 'port' | 'vnic'
>

const attributes = {
  'virtual SCSI': 'virtual_scsi_mappings',
  'virtual Fibre Channel': 'virtual_fc_mappings',
  vNIC: 'vnic_mappings',
} as const

/** A name that holds no separator of the mappings that want names. */
const isPlain = (name: string): boolean => /^[^/,"]+$/.test(name)

/**
 * `..._mappings` with their values; storage names VIOS by id, because names may hold the separators. A kind of which an
 * entry cannot be written is left to the HMC as a whole.
 */
export function mappingAttributes(places: readonly MappedPlace[]): readonly (readonly [string, string])[] {
  return (['virtual SCSI', 'virtual Fibre Channel', 'vNIC'] as const).flatMap((kind) => {
    const entries = places.filter((one) => one.kind === kind).map(kind === 'vNIC' ? vnicEntry : entryOf)
    return entries.length === 0 || entries.includes(null)
      ? []
      : [[attributes[kind], entries.join(',')] as const]
  })
}

function vnicEntry({ clientSlot, targetViosName: name, targetViosLparId, vnic }: MappedPlace): string | null {
  if (vnic === undefined || !isPlain(name)) return null
  const { adapterId, portId, capacity, sourceAdapterId, sourcePortId } = vnic
  const share = percentText(centiPercent(capacity))
  return [
    clientSlot,
    'ded',
    name,
    targetViosLparId,
    adapterId,
    portId,
    share,
    sourceAdapterId,
    sourcePortId,
  ].join('/')
}

/** `redundant_msps`, both pairs in one group; nothing where a name cannot be written. `back`: for the way back. */
export function redundantMoverAttributes(
  routes: readonly MoverRoute[],
  way: 'there' | 'back' = 'there',
): readonly (readonly [string, string])[] {
  if (routes.length !== 2) return []
  const ends = routes.map(({ source, target }) => (way === 'there' ? [source, target] : [target, source]))
  if (!ends.flat().every(({ name }) => isPlain(name))) return []
  const words = ({ name, lparId, address }: MoverEnd) => `${name}/${lparId}/${address}`
  return [['redundant_msps', ends.map((pair) => ['1', ...pair.map(words)].join('/')).join(',')]]
}

/** A port name that cannot be taken for a separator; another one is left to the HMC. */
const plainPort = /^[\w.-]+$/

function entryOf({ clientSlot, targetViosLparId, targetViosSlot, port }: MappedPlace): string {
  const entry = `${clientSlot}//${targetViosLparId}`
  if (port !== null && plainPort.test(port)) return `${entry}/${targetViosSlot ?? ''}/${port}`
  return targetViosSlot === null ? entry : `${entry}/${targetViosSlot}`
}

interface Parts extends Pick<
  MappingSuggestion,
  'adapters' | 'open' | 'lparId' | 'pool' | 'movers' | 'redundantMovers'
> {
  /** Kinds of which the list of adapters is not known. */
  readonly unread: readonly AdapterKind[]
}

/** The value; a kind is mapped as a whole or left to the HMC. */
export function attributesOf({
  adapters,
  open,
  unread,
  lparId,
  pool,
  movers,
  redundantMovers,
}: Parts): string {
  const isWhole = ({ kind }: MappedPlace) => !unread.includes(kind) && !open.some((one) => one.kind === kind)
  const [pair] = movers
  const redundant = redundantMoverAttributes(redundantMovers ?? [])
  return attributePairs([
    ...redundant,
    ...(pair === undefined || redundant.length > 0
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
