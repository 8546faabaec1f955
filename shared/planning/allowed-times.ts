/** When rules let moves run, in seconds from the start of a plan. */
import type { Partition, Server } from '../inventory/fleet.ts'
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import type { PlanRule } from '../plan/rules/plan-rule.ts'
import type { TimeRule } from '../plan/rules/times.ts'
import { common, merged, type Interval } from './rules/local-times.ts'
import { allowedBy, HORIZON_MS, isAbout } from './rules/times.ts'

export interface TimedMove extends ScheduledMove {
  readonly partition: Partition
  readonly target: Server
}

type Subject = Pick<TimedMove, 'partition' | 'target'>

/** The windows and blackouts of a plan. */
export class AllowedTimes {
  readonly #startMs: number
  readonly #rules: readonly {
    readonly at: number
    readonly rule: TimeRule
    readonly allowed: readonly Interval[]
  }[]
  /** By the rules that count: moves under the same rules share their times. */
  readonly #known = new Map<string, readonly Interval[]>()

  constructor(rules: readonly PlanRule[], startMs: number) {
    this.#startMs = startMs
    this.#rules = rules
      .filter((rule) => rule.kind === 'window' || rule.kind === 'blackout')
      .map((rule, at) => ({ at, rule, allowed: allowedBy(rule, startMs) }))
  }

  /** The first rule, hard ones before soft ones, at whose times a move does not run as a whole. */
  brokenBy(move: TimedMove, startS: number, endS: number): TimeRule | null {
    const [fromMs, toMs] = [this.#ms(startS), this.#ms(endS)]
    const broken = this.#rules.filter(
      ({ rule, allowed }) =>
        isAbout(rule, move) && !allowed.some((one) => one.fromMs <= fromMs && toMs <= one.toMs),
    )
    return (broken.find(({ rule }) => rule.hard) ?? broken[0])?.rule ?? null
  }

  get isNone(): boolean {
    return this.#rules.length === 0
  }

  /** Whether every move runs at times its hard rules allow. */
  areKept(moves: readonly TimedMove[], { parts }: Forecast): boolean {
    return moves.every((move) => {
      const { t0 = null, t1 = null } = parts[move.id] ?? {}
      return t0 !== null && t1 !== null && this.brokenBy(move, t0, t1)?.hard !== true
    })
  }

  /** Whether a hard window or blackout is about anything. */
  get isHard(): boolean {
    return this.#rules.some(({ rule }) => rule.hard)
  }

  /** The moves that each hard window or blackout is about, by rule. */
  subjectsOf<M extends Subject>(moves: readonly M[]): readonly (readonly M[])[] {
    return this.#rules
      .filter(({ rule }) => rule.hard)
      .map(({ rule }) => moves.filter((move) => isAbout(rule, move)))
  }

  /**
   * The instant by which hard rules have let any of these moves run for so long in all; null where it is beyond the
   * horizon.
   */
  endOf(moves: readonly Subject[], runningS: number): number | null {
    const free = merged([...new Set(moves.map((move) => this.#free(move, true)))].flat())
    let left = runningS * 1000
    for (const { fromMs, toMs } of free) {
      // Instants are compared in whole milliseconds: a move may overhang by half of one at each end.
      const lengthMs = toMs - fromMs + 1
      if (left <= lengthMs) return Math.max(0, fromMs - 0.5 + left - this.#startMs) / 1000
      left -= lengthMs
    }
    return null
  }

  /** The next start, after the present one, at which a move of this length fits; null: there is none. */
  next(move: TimedMove, startS: number, lengthS: number): number | null {
    return this.#nextBy(move, startS, lengthS, false) ?? this.#nextBy(move, startS, lengthS, true)
  }

  #nextBy(move: TimedMove, startS: number, lengthS: number, hardOnly: boolean): number | null {
    const fromMs = this.#ms(startS)
    const next = this.#free(move, hardOnly).find(
      (one) => one.fromMs > fromMs && one.toMs - one.fromMs >= lengthS * 1000,
    )
    return next === undefined ? null : (next.fromMs - this.#startMs) / 1000
  }

  /** Instants at which a move may run, by the rules that count, up to the horizon. */
  #free(move: Subject, hardOnly: boolean): readonly Interval[] {
    const about = this.#rules.filter(({ rule }) => (rule.hard || !hardOnly) && isAbout(rule, move))
    const key = about.map(({ at }) => at).join(' ')
    let free = this.#known.get(key)
    if (free === undefined) {
      const whole: readonly Interval[] = [{ fromMs: this.#startMs, toMs: this.#startMs + HORIZON_MS }]
      free = about.reduce((left, { allowed }) => common(left, allowed), whole)
      this.#known.set(key, free)
    }
    return free
  }

  /** Whole milliseconds: a sum of seconds may miss an instant by less. */
  #ms(seconds: number): number {
    return Math.round(this.#startMs + seconds * 1000)
  }
}
