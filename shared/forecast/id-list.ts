/**
 * A list of ids that is filled and emptied all the time. An ordinary array gives its memory back when its length
 * is set to 0 and asks for it again; this one keeps it.
 */
export class IdList {
  readonly ids: Int32Array
  /** Set to 0 to empty it. */
  length = 0

  /** `capacity`: the most ids it will ever hold at once. */
  constructor(capacity: number) {
    this.ids = new Int32Array(capacity)
  }

  add(id: number): void {
    this.ids[this.length] = id
    this.length += 1
  }

  copy(other: IdList): void {
    for (let i = 0; i < other.length; i += 1) this.ids[i] = other.ids[i]!
    this.length = other.length
  }
}
