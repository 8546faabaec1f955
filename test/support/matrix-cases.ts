/** A matrix against the judgements of single moves. */
import { expect } from 'vitest'
import type { FleetIndex } from '../../shared/inventory/fleet-index.ts'
import type { ServerId } from '../../shared/inventory/fleet.ts'
import { judgeMove } from '../../shared/mobility/judge.ts'
import type { PairSets, ReadinessMatrix } from '../../shared/mobility/matrix/matrix.ts'
import type { TargetState } from '../../shared/mobility/target-state.ts'

const namesOf = (matrix: ReadinessMatrix, { partition, servers, move, capacity }: PairSets): string[] =>
  [partition, servers, move, capacity]
    .flatMap((set) => matrix.sets.membersOf(set))
    .map((id) => matrix.sets.classes[id])
    .map((one) => `${one?.rule.id} ${one?.verdict}`)
    .sort()

/** Every cell says what `judgeMove` says: verdict, inactive move, rules behind it, sentences. */
export function expectSameAsSingleMoves(
  matrix: ReadinessMatrix,
  index: FleetIndex,
  states: ReadonlyMap<ServerId, TargetState> = new Map(),
): void {
  for (const [row, partition] of matrix.partitions.entries())
    for (const [column, server] of matrix.servers.entries()) {
      if (server.id === partition.serverId) {
        expect(matrix.isHome(row, column)).toBe(true)
        expect(matrix.verdictAt(row, column)).toBeNull()
        continue
      }
      const state = states.get(server.id)
      const single = judgeMove(index, partition, server, state === undefined ? {} : { state })
      expect({
        verdict: matrix.verdictAt(row, column),
        inactive: matrix.inactiveAt(row, column),
        rules: namesOf(matrix, matrix.setsAt(row, column)),
        moveType: matrix.moveTypeAt(row),
      }).toEqual({
        verdict: single.verdict,
        inactive: single.inactiveWouldWork,
        rules: single.findings
          .filter((one) => one.verdict !== 'pass')
          .map((one) => `${one.ruleId} ${one.verdict}`)
          .sort(),
        moveType: single.moveType,
      })
      expect(matrix.judgementAt(row, column)).toEqual(single)
    }
}
