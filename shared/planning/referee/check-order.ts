/** Checks of order and time that need no capacity: predecessors, starts, waves, the window, moves that never end. */
import { violation, type RefereeCheck } from './context.ts'

export const predecessorsAreSound: RefereeCheck = {
  id: 'R-ORDER',
  title: 'Moves wait for moves that exist, and never for themselves',
  judge: ({ plan, ancestors }) => {
    const known = new Set(plan.moves.map((move) => move.id))
    return plan.moves.flatMap((move) => [
      ...move.after
        .filter((id) => !known.has(id))
        .map((id) =>
          violation('R-ORDER', `${move.id} waits for ${id}, which is not in the plan.`, { moveId: move.id }),
        ),
      ...(ancestors.get(move.id)?.has(move.id) === true
        ? [violation('R-ORDER', `${move.id} waits, through others, for itself.`, { moveId: move.id })]
        : []),
    ])
  },
}

export const startsAreSound: RefereeCheck = {
  id: 'R-START',
  title: 'Earliest starts are not before the plan',
  judge: ({ plan }) =>
    plan.moves
      .filter((move) => !(move.notBeforeS >= 0 && Number.isFinite(move.notBeforeS)))
      .map((move) =>
        violation(
          'R-START',
          `${move.partitionName} is to start ${move.notBeforeS} s after the start of the plan.`,
          {
            moveId: move.id,
          },
        ),
      ),
}

export const wavesAreSound: RefereeCheck = {
  id: 'R-WAVE',
  title: 'Waves count from 1, and nothing waits for a later wave',
  judge: ({ plan }) => {
    const waveOf = new Map(plan.moves.map((move) => [move.id, move.wave]))
    return plan.moves.flatMap((move) => {
      const at = { moveId: move.id }
      if (!Number.isInteger(move.wave) || move.wave < 1) {
        return [violation('R-WAVE', `${move.partitionName} is in wave ${move.wave}.`, at)]
      }
      return move.after
        .filter((id) => (waveOf.get(id) ?? 0) > move.wave)
        .map((id) =>
          violation('R-WAVE', `${move.id} is in wave ${move.wave} and waits for ${id} of a later one.`, at),
        )
    })
  },
}

export const endsInWindow: RefereeCheck = {
  id: 'R-WINDOW',
  title: 'The plan starts and, in the median run, ends in its window',
  judge: ({ plan, spans }) => {
    const { window } = plan
    if (window === null) return []
    if (plan.startMs < window.startMs || plan.startMs >= window.endMs) {
      return [violation('R-WINDOW', 'The plan does not start in its window.')]
    }
    const lengthS = (window.endMs - plan.startMs) / 1000
    return plan.moves.flatMap((move) => {
      const endS = spans.get(move.id)?.endS
      if (endS === undefined || endS <= lengthS) return []
      const late = Math.ceil((endS - lengthS) / 60)
      return [
        violation('R-WINDOW', `${move.partitionName} ends ${late} min after the window.`, {
          moveId: move.id,
          atS: endS,
        }),
      ]
    })
  },
}

export const everyMoveEnds: RefereeCheck = {
  id: 'R-ENDS',
  title: 'Every move starts and ends',
  judge: ({ moves, stalled }) =>
    moves.flatMap(({ move }) => {
      const reason = stalled.get(move.id)
      return reason === undefined
        ? []
        : [violation('R-ENDS', `${move.partitionName} never ends: ${reason}`, { moveId: move.id })]
    }),
}
