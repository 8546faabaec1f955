import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import type { HmcRoute } from './hmc-routes.ts'
import { shellCommand, shellWord } from './quoting.ts'

/** Calls of the script that change the memory of one partition (DLPAR); empty where there is nothing to change. */
export interface MemorySteps {
  /** On the source, before the move. */
  readonly shrink: string
  /** On the target, once it has arrived. */
  readonly grow: string
  /** On the target, before it goes back. */
  readonly undoGrow: string
  /** On the source, when it is back, or where the move was refused. */
  readonly undoShrink: string
}

/** Null where the memory of the partition stays as it is. */
export function memorySteps(move: PlanMove, { hmcThere, hmcBack }: HmcRoute): MemorySteps | null {
  const { dlpar, partitionName: name, sourceServerName: from, targetServerName: to } = move
  if (dlpar === undefined) return null
  const { memoryBeforeMib: before, memoryDuringMib: during, memoryAfterMib: after } = dlpar
  const step = (hmc: string, server: string, [now, then]: readonly [number, number]): string =>
    now === then
      ? ''
      : `set_memory ${[name, hmc, asks(server, name), changes(server, name, then - now)].map(shellWord).join(' ')} ${now} ${then}`
  return {
    shrink: step(hmcThere, from, [before, during]),
    grow: step(hmcBack, to, [during, after]),
    undoGrow: step(hmcBack, to, [after, during]),
    undoShrink: step(hmcThere, from, [during, before]),
  }
}

/** Memory a partition has now, MiB (man lshwres). */
const asks = (server: string, name: string): string =>
  shellCommand([
    'lshwres',
    '-r',
    'mem',
    '-m',
    server,
    '--level',
    'lpar',
    '--filter',
    `lpar_names=${name}`,
    '-F',
    'curr_mem',
  ])

/** Adds or removes memory of a running partition, MiB (man chhwres). */
const changes = (server: string, name: string, mib: number): string =>
  shellCommand([
    'chhwres',
    '-r',
    'mem',
    '-m',
    server,
    '-o',
    mib < 0 ? 'r' : 'a',
    '-p',
    name,
    '-q',
    String(Math.abs(mib)),
  ])
