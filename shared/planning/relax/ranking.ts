/** Which answers ask least: of people first, then of hardware. */
import type { Relaxation, RelaxationKind } from '../../plan/relaxations.ts'
import type { RoomChange } from './possible-changes.ts'

export const MOST_ANSWERS = 5

/** How much each kind asks of people, from a tick in a form to a partition that stays. */
const asks: Readonly<Record<RelaxationKind, number>> = {
  'allow-target': 1,
  include: 1,
  'longer-window': 1,
  'accept-unknown': 2,
  'longer-rule-window': 2,
  'safety-level': 2,
  'soft-rule': 3,
  'allow-dlpar': 3,
  'more-room': 4,
  'shut-down': 5,
  inactive: 6,
  leave: 6,
}

/** A core is dearer than a GiB: an order for comparing room on two servers, of no other meaning. */
const MIB_PER_CENTI = 164

export const sizeOf = ({ memoryMib, centi }: RoomChange): number => memoryMib + centi * MIB_PER_CENTI

/** Room on a server that is less than what another one needs: of the same, or of one of the two alone. */
export function lessThan(
  { serverId, serverName }: RoomChange,
  least: RoomChange,
  blockMib: number,
): readonly RoomChange[] {
  const most = sizeOf(least) - 1
  const blocks = (mebibytes: number): number => Math.floor(mebibytes / blockMib) * blockMib
  const less = [
    least.memoryMib > 0
      ? { memoryMib: blocks(least.memoryMib - 1), centi: least.centi }
      : { memoryMib: 0, centi: least.centi - 1 },
    ...(least.centi > 0 ? [{ memoryMib: blocks(most), centi: 0 }] : []),
    ...(least.memoryMib > 0 ? [{ memoryMib: 0, centi: Math.floor(most / MIB_PER_CENTI) }] : []),
  ]
  return less
    .map((one): RoomChange => ({ kind: 'more-room', serverId, serverName, ...one }))
    .filter((one) => sizeOf(one) > 0)
}

/** Those that ask least, and most partitions placed before that. */
export function best(answers: readonly Relaxation[]): readonly Relaxation[] {
  const ask = ({ changes }: Relaxation): number => changes.reduce((sum, { kind }) => sum + asks[kind], 0)
  const amount = ({ changes }: Relaxation): number =>
    changes.reduce((sum, one) => sum + (one.kind === 'more-room' ? sizeOf(one) : 0), 0)
  return answers
    .toSorted((a, b) => b.placed - a.placed || ask(a) - ask(b) || amount(a) - amount(b))
    .slice(0, MOST_ANSWERS)
}
