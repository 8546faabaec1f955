/** A figure that is booked on; once something is taken of which nobody knows how much, it is not known. */
export class Figure {
  #value: number | null

  constructor(today: number | null) {
    this.#value = today
  }

  get value(): number | null {
    return this.#value
  }

  add(amount: number): void {
    if (this.#value !== null) this.#value += amount
  }

  take(amount: number | null): void {
    this.#value = this.#value === null || amount === null ? null : this.#value - amount
  }
}

/** Numbers by name; 0 where nothing was counted. */
export class Counter {
  readonly #counts = new Map<string, number>()

  add(name: string, amount: number): void {
    this.#counts.set(name, this.of(name) + amount)
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }
}
