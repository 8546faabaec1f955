import { rowsOf, transposed, type Rows } from './item-lists.ts'
import type { ReassignmentProblem } from './reassignment-problem.ts'

/** How many members of each group are away from home, and the largest of these counts. */
export class GroupMoves {
  /** The largest count. */
  most = 0
  readonly #groupsOf: Rows
  readonly #away: Int32Array
  /** By count: how many groups have it. */
  readonly #having: Int32Array

  constructor({ groups, itemCount, groupMoveCost }: ReassignmentProblem) {
    // Nobody asks for the count where it costs nothing.
    const counted = groupMoveCost === 0 ? [] : groups.map(({ members }) => members)
    this.#groupsOf = transposed(rowsOf(counted), itemCount)
    this.#away = new Int32Array(counted.length)
    this.#having = new Int32Array(Math.max(0, ...counted.map(({ length }) => length)) + 2)
    this.#having[0] = counted.length
  }

  leave(item: number): void {
    const { start, values } = this.#groupsOf
    for (let at = start[item]!; at < start[item + 1]!; at += 1) {
      const group = values[at]!
      const count = this.#away[group]! + 1
      this.#away[group] = count
      this.#having[count - 1] = this.#having[count - 1]! - 1
      this.#having[count] = this.#having[count]! + 1
      if (count > this.most) this.most = count
    }
  }

  comeHome(item: number): void {
    const { start, values } = this.#groupsOf
    for (let at = start[item]!; at < start[item + 1]!; at += 1) {
      const group = values[at]!
      const count = this.#away[group]! - 1
      this.#away[group] = count
      this.#having[count + 1] = this.#having[count + 1]! - 1
      this.#having[count] = this.#having[count]! + 1
      if (count + 1 === this.most && this.#having[count + 1] === 0) this.most = count
    }
  }
}
