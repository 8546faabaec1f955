import {
  mappingAttributes,
  redundantMoverAttributes,
} from '../../../shared/mobility/suggest/migrlpar-attributes.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import type { HmcRoute } from './hmc-routes.ts'
import { attributeData, shellCommand, shellWord } from './quoting.ts'

/**
 * What the script does for one move, each as one word of the script that expands to a command line for the HMC
 * (domain.md 1.6). The account on another HMC is the script's own variable, so that both follow one setting.
 */
export interface MoveCommands {
  readonly validate: string
  readonly migrate: string
  readonly recover: string
  readonly goBack: string
  readonly status: string
}

/** Commands for the move there, its recovery, and the move back to the id and pool (`homePool`) it came from. */
export function moveCommands(move: PlanMove, route: HmcRoute, homePool: string | null): MoveCommands {
  const { sourceServerName: from, targetServerName: to, partitionName: name } = move
  const there = ['-m', from, '-t', to, '-p', name, ...options(attributesThere(move))]
  const back = ['-m', to, '-t', from, '-p', name, ...options(attributesBack(move, homePool))]
  return {
    validate: scriptWord(['migrlpar', '-o', 'v', ...there], route.remoteThere),
    migrate: scriptWord(['migrlpar', '-o', 'm', ...there], route.remoteThere),
    recover: scriptWord(['migrlpar', '-o', 'r', '-m', from, '-p', name], route.remoteThere),
    goBack: scriptWord(['migrlpar', '-o', 'm', ...back], route.remoteBack),
    status: scriptWord(['lslparmigr', '-r', 'lpar', '-m', from, '--filter', `lpar_names=${name}`], null),
  }
}

/** One word of the script; a target on another HMC is named at the end (`--ip HMC -u USER`, man migrlpar). */
function scriptWord(words: readonly string[], remoteHmc: string | null): string {
  if (remoteHmc === null) return shellWord(shellCommand(words))
  return `${shellWord(`${shellCommand([...words, '--ip', remoteHmc])} -u `)}"$HMC_USER"`
}

/** -i, and the option that redundant_msps goes with: use the second pair if that can be done (IBM p8hc3_redunmspmigr). */
const options = (pairs: readonly (readonly [string, string])[]): string[] => [
  ...(pairs.some(([name]) => name === 'redundant_msps') ? ['--redundantmsps', '2'] : []),
  ...(pairs.length === 0 ? [] : ['-i', attributeData(pairs)]),
]

type Attribute = readonly [name: string, value: string]

/** Mappings only where every adapter has one: half a list would leave the HMC with half a choice. */
function attributesThere(move: PlanMove): Attribute[] {
  const id = move.targetLparId
  return [
    ...movers(move, 'there'),
    ...pool(move.targetPoolName),
    ...(move.connections?.complete === true ? mappingAttributes(move.connections.adapters) : []),
    ...(id === null ? [] : ([['dest_lpar_id', String(id)]] as const)),
  ]
}

/** Without the id the HMC keeps the one of the target, and the partition comes home under a strange number. */
function attributesBack(move: PlanMove, homePool: string | null): Attribute[] {
  return [
    ...movers(move, 'back'),
    ...pool(homePool ?? move.targetPoolName),
    ['dest_lpar_id', String(move.lparId)],
  ]
}

/** Both pairs where their addresses are known, else the one that carries the move. */
function movers(move: PlanMove, way: 'there' | 'back'): Attribute[] {
  if (move.type === 'inactive') return []
  const redundant = redundantMoverAttributes(move.connections?.redundantMovers ?? [], way)
  if (redundant.length > 0) return [...redundant]
  const pairs: Attribute[] = []
  const ends = [move.sourceMoverName, move.targetMoverName]
  const [from, to] = way === 'there' ? ends : ends.toReversed()
  if (from != null) pairs.push(['source_msp_name', from])
  if (to != null) pairs.push(['dest_msp_name', to])
  return pairs
}

const pool = (name: string | null): Attribute[] => (name === null ? [] : [['shared_proc_pool_name', name]])
