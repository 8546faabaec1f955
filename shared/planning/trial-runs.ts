/** Runs of the engine over moves in the making: what a move asks over a pair of movers is worked out once. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import { MOVER_GROUP } from '../forecast/plan-resources.ts'
import { planScenario } from '../forecast/plan-scenario.ts'
import type { CapacityChange, Scenario, ScenarioPart } from '../forecast/scenario.ts'
import { simulate } from '../forecast/simulate.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'

/**
 * Median runs of many orders of the same moves. Movers that share a link share the fastest that any move ever used, so
 * what is kept in the end is forecast from the plan itself.
 */
export class TrialRuns {
  readonly #index: FleetIndex
  readonly #assumptions: Assumptions
  readonly #maxConcurrent: number | null
  readonly #parts = new Map<string, ScenarioPart>()
  readonly #resources = new Map<string, number>()
  readonly #limits = new Map<string, number>()
  readonly #changes = new Map<string, readonly CapacityChange[]>()
  #shared: Pick<Scenario, 'resources' | 'changes'> | null = null

  constructor(index: FleetIndex, assumptions: Assumptions, maxConcurrent: number | null) {
    this.#index = index
    this.#assumptions = assumptions
    this.#maxConcurrent = maxConcurrent
  }

  /** The moves in this order, each mover with at most so many at once. */
  run(moves: readonly ScheduledMove[], atOnce: number): Forecast {
    const known = new Set(moves.map(({ id }) => id))
    const parts = moves.map((move) => ({
      ...this.part(move),
      start: move.notBeforeS,
      after: move.after.filter((id) => known.has(id)),
    }))
    this.#shared ??= {
      resources: Object.fromEntries(this.#resources),
      ...(this.#changes.size === 0 ? {} : { changes: Object.fromEntries(this.#changes) }),
    }
    return simulate({ ...this.#shared, limits: this.#limitsWith(atOnce), parts })
  }

  #limitsWith(atOnce: number): Record<string, number> {
    return Object.fromEntries(
      [...this.#limits].map(([name, slots]) => [
        name,
        name.startsWith(MOVER_GROUP) ? Math.min(slots, atOnce) : slots,
      ]),
    )
  }

  /** A move over its movers, as the engine sees it. */
  part(move: ScheduledMove): ScenarioPart {
    const key = `${move.id} ${move.sourceMoverId} ${move.targetMoverId}`
    const known = this.#parts.get(key)
    if (known !== undefined) return known
    const plan = { moves: [move], options: { maxConcurrent: this.#maxConcurrent } }
    const { scenario } = planScenario(this.#index, plan, this.#assumptions)
    for (const [name, capacity] of Object.entries(scenario.resources))
      if (capacity > (this.#resources.get(name) ?? -1)) {
        this.#resources.set(name, capacity)
        const changes = scenario.changes?.[name]
        if (changes !== undefined) this.#changes.set(name, changes)
      }
    for (const [name, slots] of Object.entries(scenario.limits ?? {})) this.#limits.set(name, slots)
    this.#shared = null
    const part = scenario.parts[0]!
    this.#parts.set(key, part)
    return part
  }
}
