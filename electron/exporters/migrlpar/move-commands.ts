import { mappingAttributes } from '../../../shared/mobility/suggest/migrlpar-attributes.ts'
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
  const there = ['-m', from, '-t', to, '-p', name, ...attributeOption(attributesThere(move))]
  const back = ['-m', to, '-t', from, '-p', name, ...attributeOption(attributesBack(move, homePool))]
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

const attributeOption = (pairs: readonly (readonly [string, string])[]): string[] =>
  pairs.length === 0 ? [] : ['-i', attributeData(pairs)]

/** Mappings only where every adapter has one: half a list would leave the HMC with half a choice. */
function attributesThere(move: PlanMove): (readonly [string, string])[] {
  const id = move.targetLparId
  return [
    ...movers(move, move.sourceMoverName, move.targetMoverName),
    ...pool(move.targetPoolName),
    ...(move.connections?.complete === true ? mappingAttributes(move.connections.adapters) : []),
    ...(id === null ? [] : ([['dest_lpar_id', String(id)]] as [string, string][])),
  ]
}

/** Without the id the HMC keeps the one of the target, and the partition comes home under a strange number. */
function attributesBack(move: PlanMove, homePool: string | null): [string, string][] {
  return [
    ...movers(move, move.targetMoverName, move.sourceMoverName),
    ...pool(homePool ?? move.targetPoolName),
    ['dest_lpar_id', String(move.lparId)],
  ]
}

function movers(move: PlanMove, from: string | null, to: string | null): [string, string][] {
  if (move.type === 'inactive') return []
  const pairs: [string, string][] = []
  if (from !== null) pairs.push(['source_msp_name', from])
  if (to !== null) pairs.push(['dest_msp_name', to])
  return pairs
}

const pool = (name: string | null): [string, string][] =>
  name === null ? [] : [['shared_proc_pool_name', name]]
