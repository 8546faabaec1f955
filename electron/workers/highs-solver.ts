/**
 * HiGHS (WebAssembly) in this thread: one fresh instance for each model, because memory an instance has taken it never
 * gives back, and one that ran out of it is not to be trusted again.
 */
import { readFile } from 'node:fs/promises'
import loadHighs, { type Highs, type InitOptions, type ModelData } from 'highs'
import { boundByPrices } from '../../shared/planning/bounds/linear-model.ts'
import {
  noAnswer,
  type SolverAnswer,
  type SolverQuestion,
  type SolverStatus,
} from '../../shared/planning/bounds/solver.ts'

export interface SolverHooks {
  /** Asked between steps of the solver. */
  readonly shouldStop: () => boolean
  /** What is proven, and the cost of the best solution; not finite where there is none. */
  readonly progress: (bound: number, cost: number) => void
}

const PAGE_BYTES = 65_536
const MEMORY_SPENT = 'the memory limit of the solver is reached'

/** Where the program of the solver lies: beside the bundle of the worker, or in the package where sources run. */
export const solverProgram = (self: string = import.meta.url): URL =>
  self.endsWith('.ts') ? new URL(import.meta.resolve('highs/runtime')) : new URL('./highs.wasm', self)

interface WasmMemory {
  readonly buffer: ArrayBuffer
}
type Grow = (this: WasmMemory, pages: number) => number

/** What is used of a global that every Node has; its types come with the browser's, which do not belong here. */
const wasm = (
  globalThis as unknown as {
    readonly WebAssembly: {
      readonly compile: (bytes: Uint8Array) => Promise<NonNullable<InitOptions['wasmModule']>>
      readonly Memory: { readonly prototype: { grow: Grow } }
    }
  }
).WebAssembly

let compiled: ReturnType<typeof wasm.compile> | null = null

/** Compiled once for each thread. */
function programOf(url: URL): ReturnType<typeof wasm.compile> {
  compiled ??= readFile(url).then((bytes) => wasm.compile(bytes))
  return compiled
}

/**
 * The instance asks for its memory through `grow`, which is the one place where it can be told no: HiGHS has no such
 * option. The thread serves nobody else.
 */
function limitMemory(memoryMib: number): { readonly reached: () => boolean; readonly lift: () => void } {
  const prototype = wasm.Memory.prototype
  const unlimited = prototype.grow
  let reached = false
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > memoryMib * 1_048_576) {
      reached = true
      throw new RangeError(MEMORY_SPENT)
    }
    return unlimited.call(this, pages)
  }
  return {
    reached: () => reached,
    lift: () => {
      prototype.grow = unlimited
    },
  }
}

/** Solves one model; answers `failed` or `memory` rather than throw. Does not return before the solver does. */
export async function solveByHighs(
  question: SolverQuestion,
  hooks: SolverHooks,
  program: URL = solverProgram(),
): Promise<SolverAnswer> {
  const memory = limitMemory(question.memoryMib)
  try {
    const highs = await loadHighs({ wasmModule: await programOf(program) })
    return solveIn(highs, question, hooks)
  } catch (cause) {
    if (memory.reached()) return noAnswer('memory', MEMORY_SPENT)
    return noAnswer('failed', cause instanceof Error ? cause.message : String(cause))
  } finally {
    memory.lift()
  }
}

function solveIn(highs: Highs, question: SolverQuestion, hooks: SolverHooks): SolverAnswer {
  const { model: asked, start, seconds, gap } = question
  const isWhole = asked.whole.includes(1)
  const { simplexInterrupt, ipmInterrupt, mipInterrupt } = highs.constants.callbackType
  const stop = (event: { interrupt(): void }): undefined => {
    if (hooks.shouldStop()) event.interrupt()
    return undefined
  }
  return highs.withModel(modelData(highs, asked), (model): SolverAnswer => {
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap, random_seed: 0 })
    if (start !== null) model.setSolution({ colValue: start })
    model.run({
      [simplexInterrupt]: stop,
      [ipmInterrupt]: stop,
      [mipInterrupt]: (event): undefined => {
        hooks.progress(event.data.mip_dual_bound ?? Number.NaN, event.data.mip_primal_bound ?? Number.NaN)
        return stop(event)
      },
    })
    const status = statusOf(highs, model.getModelStatus(), asked)
    if (status === 'infeasible' || status === 'unbounded') return noAnswer(status)
    if (status === 'failed') return noAnswer(status, `HiGHS ended with status ${model.getModelStatus()}`)
    const found = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
    const solution = model.getSolution()
    return {
      status,
      cost: found ? model.getObjectiveValue() : null,
      bound: isWhole
        ? finiteOrNull(Number(model.info.get('mip_dual_bound')))
        : finiteOrNull(boundByPrices(asked, solution.rowDual)),
      columns: found ? solution.colValue : null,
      reason: null,
    }
  })
}

const finiteOrNull = (value: number): number | null =>
  // HiGHS writes 1e200 and more where it means that it does not know.
  Number.isFinite(value) && Math.abs(value) < 1e100 ? value : null

function statusOf(highs: Highs, code: number, { lower, upper }: SolverQuestion['model']): SolverStatus {
  const { modelStatus } = highs.constants
  switch (code) {
    case modelStatus.optimal:
    case modelStatus.empty:
      return 'optimal'
    case modelStatus.infeasible:
      return 'infeasible'
    case modelStatus.unbounded:
      return 'unbounded'
    case modelStatus.unboundedOrInfeasible:
      // It is one of the two, and where every column has ends it is not the first.
      return [...lower, ...upper].every(Number.isFinite) ? 'infeasible' : 'failed'
    case modelStatus.timeLimit:
    case modelStatus.iterationLimit:
      return 'limit'
    case modelStatus.interrupted:
      return 'stopped'
    default:
      return 'failed'
  }
}

function modelData(highs: Highs, model: SolverQuestion['model']): ModelData {
  const ends = (values: Float64Array): Float64Array =>
    values.map((value) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity))
  return {
    numCols: model.columnCount,
    numRows: model.rowCount,
    colCost: model.cost,
    colLower: ends(model.lower),
    colUpper: ends(model.upper),
    rowLower: ends(model.rowLower),
    rowUpper: ends(model.rowUpper),
    matrix: {
      format: 'csc',
      numRows: model.rowCount,
      numCols: model.columnCount,
      starts: model.starts,
      indices: model.rows,
      values: model.values,
    },
    ...(model.whole.includes(1) ? { integrality: Int32Array.from(model.whole) } : {}),
  }
}
