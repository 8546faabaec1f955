/** Keep apart: in the final state, or at every instant in the times of the median run and in every order the plan allows. */
import type { Partition } from '../../../inventory/fleet.ts'
import type { RefereeContext, ResolvedMove } from '../context.ts'
import { ruleCheck, type Breach } from './rule-check.ts'

interface Member {
  readonly partition: Partition
  readonly move: ResolvedMove | null
}

export const kindsStayApart = ruleCheck(
  'apart',
  'R-RULE-APART',
  'Partitions that are kept apart share no server',
  (rule, context) => {
    const moveOf = new Map(context.moves.map((one) => [one.partition.id, one]))
    const members = rule.partitions.flatMap(({ id }): readonly Member[] => {
      const partition = context.index.partitionById.get(id)
      return partition === undefined ? [] : [{ partition, move: moveOf.get(id) ?? null }]
    })
    return members.flatMap((a, at) =>
      members.slice(at + 1).flatMap((b): readonly Breach[] => {
        if (a.partition.id === b.partition.id) return []
        const end = inTheEnd(a, b, context)
        if (end !== null) return [end]
        if (rule.when === 'end') return []
        return [onTheWay(a, b, context), onTheWay(b, a, context)].filter((one) => one !== null)
      }),
    )
  },
)

/** Both on one server when all is done, at least one of them by a move. */
function inTheEnd(a: Member, b: Member, { index }: RefereeContext): Breach | null {
  const place = a.move?.target.id ?? a.partition.serverId
  const mover = a.move ?? b.move
  if (mover === null || place !== (b.move?.target.id ?? b.partition.serverId)) return null
  const server = index.serverById.get(place)?.name ?? place
  const text = `${a.partition.name} and ${b.partition.name} end on ${server}`
  return { text, moveId: mover.move.id, serverId: place }
}

/** One arrives on the server that the other leaves, and the other may still be there. */
function onTheWay(arriving: Member, leaving: Member, { spans, ancestors }: RefereeContext): Breach | null {
  if (arriving.move === null || leaving.move === null) return null
  const server = arriving.move.target
  if (leaving.move.source.id !== server.id) return null
  const [to, from] = [arriving.move.move, leaving.move.move]
  const where = { moveId: to.id, serverId: server.id }
  const [startS, goneS] = [spans.get(to.id)?.startS, spans.get(from.id)?.endS]
  if (startS !== undefined && startS < (goneS ?? Infinity)) {
    const text = `${leaving.partition.name} is still on ${server.name} when ${arriving.partition.name} arrives`
    return { text, atS: startS, ...where }
  }
  if (ancestors.get(to.id)?.has(from.id) === true) return null
  const text = `nothing keeps ${arriving.partition.name} from arriving on ${server.name} before ${leaving.partition.name} has left`
  return { text, ...where }
}
