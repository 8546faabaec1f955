import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import { attributeData, shellCommand } from './quoting.ts'

/** `migrlpar` command lines for one move, as typed on the HMC (domain.md 1.6). */
export interface MoveCommands {
  readonly validate: string
  readonly migrate: string
  readonly recover: string
  readonly goBack: string
  readonly status: string
}

/** Command lines for the move there, its recovery, and the move back. */
export function moveCommands(move: PlanMove): MoveCommands {
  const there = ['-m', move.sourceServerName, '-t', move.targetServerName, '-p', move.partitionName]
  const attributes = attributeData(attributesOf(move))
  const withAttributes = attributes === '' ? there : [...there, '-i', attributes]
  return {
    validate: shellCommand(['migrlpar', '-o', 'v', ...withAttributes]),
    migrate: shellCommand(['migrlpar', '-o', 'm', ...withAttributes]),
    recover: shellCommand(['migrlpar', '-o', 'r', '-m', move.sourceServerName, '-p', move.partitionName]),
    goBack: shellCommand([
      'migrlpar',
      '-o',
      'm',
      '-m',
      move.targetServerName,
      '-t',
      move.sourceServerName,
      '-p',
      move.partitionName,
    ]),
    status: shellCommand([
      'lslparmigr',
      '-r',
      'lpar',
      '-m',
      move.sourceServerName,
      '--filter',
      `lpar_names=${move.partitionName}`,
    ]),
  }
}

function attributesOf(move: PlanMove): [string, string][] {
  const pairs: [string, string][] = []
  if (move.type !== 'inactive') {
    if (move.sourceMoverName !== null) pairs.push(['source_msp_name', move.sourceMoverName])
    if (move.targetMoverName !== null) pairs.push(['dest_msp_name', move.targetMoverName])
  }
  if (move.targetPoolName !== null) pairs.push(['shared_proc_pool_name', move.targetPoolName])
  if (move.targetLparId !== null) pairs.push(['dest_lpar_id', String(move.targetLparId)])
  return pairs
}
