/**
 * A linear model, with or without whole numbers, as plain arrays: what is handed to a solver. Knows nothing of servers.
 *
 *   minimise cost x   with   rowLower <= A x <= rowUpper,   lower <= x <= upper,   x whole where `whole` is 1
 *
 * `A` is sparse, column by column: column j has the entries starts[j] to starts[j + 1] - 1 of `rows` and `values`.
 */
export interface LinearModel {
  readonly columnCount: number
  readonly rowCount: number
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly whole: Uint8Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
}

/** What a column is: 1 for each whole number in it. */
export interface ColumnSpec {
  readonly cost: number
  readonly lower: number
  readonly upper: number
  readonly whole: boolean
}

/** Collects rows, then columns with their entries. */
export class ModelBuilder {
  readonly #rowLower: number[] = []
  readonly #rowUpper: number[] = []
  readonly #columns: ColumnSpec[] = []
  readonly #starts: number[] = []
  readonly #rows: number[] = []
  readonly #values: number[] = []

  /** Answers the number of the row. */
  row(lower: number, upper: number): number {
    this.#rowUpper.push(upper)
    return this.#rowLower.push(lower) - 1
  }

  /** Answers the number of the column; `put` adds to the column made last. */
  column(spec: ColumnSpec): number {
    this.#starts.push(this.#rows.length)
    return this.#columns.push(spec) - 1
  }

  put(row: number, value: number): void {
    if (value === 0) return
    this.#rows.push(row)
    this.#values.push(value)
  }

  build(): LinearModel {
    return {
      columnCount: this.#columns.length,
      rowCount: this.#rowLower.length,
      cost: Float64Array.from(this.#columns, ({ cost }) => cost),
      lower: Float64Array.from(this.#columns, ({ lower }) => lower),
      upper: Float64Array.from(this.#columns, ({ upper }) => upper),
      whole: Uint8Array.from(this.#columns, ({ whole }) => Number(whole)),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      starts: Int32Array.from([...this.#starts, this.#rows.length]),
      rows: Int32Array.from(this.#rows),
      values: Float64Array.from(this.#values),
    }
  }
}

/** The model without the demand for whole numbers. */
export const relaxed = (model: LinearModel): LinearModel => ({
  ...model,
  whole: new Uint8Array(model.columnCount),
})

/**
 * A lower bound of the relaxed model from any prices of its rows: for every x that keeps the rows,
 * cost x >= sum of prices x activity + sum of reduced costs x column, each taken at its cheapest end. Holds for whatever
 * prices a solver says, stopped early or mistaken: the proof is this sum, not the solver's word (Neumaier and
 * Shcherbina 2004, "Safe bounds in linear and mixed-integer linear programming"). -Infinity where a column without end
 * has the wrong price.
 */
export function boundByPrices(model: LinearModel, prices: Float64Array): number {
  let bound = 0
  for (let row = 0; row < model.rowCount; row += 1) {
    bound += cheapest(priceOf(model, prices, row), model.rowLower[row]!, model.rowUpper[row]!)
  }
  for (let column = 0; column < model.columnCount; column += 1) {
    let reduced = model.cost[column]!
    for (let at = model.starts[column]!; at < model.starts[column + 1]!; at += 1) {
      reduced -= priceOf(model, prices, model.rows[at]!) * model.values[at]!
    }
    bound += cheapest(reduced, model.lower[column]!, model.upper[column]!)
  }
  return bound
}

/** A price that would let a row without end pay without end is a rounding error, and counts as none. */
function priceOf(model: LinearModel, prices: Float64Array, row: number): number {
  const price = prices[row]!
  if (!Number.isFinite(price)) return 0
  return Number.isFinite(price > 0 ? model.rowLower[row]! : model.rowUpper[row]!) ? price : 0
}

const cheapest = (price: number, lower: number, upper: number): number =>
  price === 0 ? 0 : price * (price > 0 ? lower : upper)
