/** The mobility rules as a plan asks them: with what the user accepts, on today's or on a planned state. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server, ServerId } from '../inventory/fleet.ts'
import {
  graver,
  isBlocked,
  judgeCapacity,
  judgeMove,
  judgeStatic,
  type PartialJudgement,
} from '../mobility/judge.ts'
import { moveTypeOf } from '../mobility/move-type.ts'
import type { TargetState } from '../mobility/target-state.ts'
import type { MoveVerdict, RuleFinding } from '../mobility/verdict.ts'
import { usableMovers } from './movers.ts'

export interface PairJudgement {
  readonly verdict: MoveVerdict
  /** The plan may make this move: can, warn, or "cannot tell" of which everything that could refuse it is accepted. */
  readonly usable: boolean
  /** Everything but passes and notes, gravest first. */
  readonly findings: readonly RuleFinding[]
}

/**
 * Answers that hold for every fleet that differs in capacities only, as long as the same rules are accepted: for
 * planning that asks again and again.
 */
export interface JudgementMemory {
  readonly fixed: Map<string, PartialJudgement>
  /** By partition, at the place of the server in the fleet: UNASKED, FREE or BLOCKED. */
  readonly blocked: Map<PartitionId, Uint8Array>
}

const UNASKED = 0
const FREE = 1
const BLOCKED = 2

export const newJudgementMemory = (): JudgementMemory => ({ fixed: new Map(), blocked: new Map() })

/** Moves a staged plan does not make though their rules allow them, with the reason: by partition and server. */
export type Bans = ReadonlyMap<PartitionId, ReadonlyMap<ServerId, RuleFinding>>

export class Judgements {
  /** Whether any server may receive partitions. */
  readonly hasTargets: boolean
  readonly #index: FleetIndex
  readonly #assumptions: Assumptions
  readonly #accepted: ReadonlySet<string>
  readonly #bans: Bans
  readonly #fixed: Map<string, PartialJudgement>
  readonly #blocked: Map<PartitionId, Uint8Array>
  readonly #placeOf: ReadonlyMap<ServerId, number>
  readonly #withMover = new Map<ServerId, boolean>()

  constructor(
    index: FleetIndex,
    assumptions: Assumptions,
    acceptedUnknownRuleIds: readonly string[],
    hasTargets: boolean,
    bans: Bans = new Map(),
    memory: JudgementMemory | null = null,
  ) {
    this.#bans = bans
    this.#fixed = memory?.fixed ?? new Map<string, PartialJudgement>()
    this.#blocked = memory?.blocked ?? new Map<PartitionId, Uint8Array>()
    this.#placeOf = new Map(index.fleet.servers.map(({ id }, place) => [id, place]))
    this.#index = index
    this.#assumptions = assumptions
    this.#accepted = new Set(acceptedUnknownRuleIds)
    this.hasTargets = hasTargets
  }

  /** A block, or something unknown that could be one and that nobody accepted. */
  refuses({ verdict, ruleId, atWorst }: RuleFinding): boolean {
    return verdict === 'block' || (verdict === 'unknown' && atWorst !== 'warn' && !this.#accepted.has(ruleId))
  }

  /** Something other than capacity forbids the move for certain: asked first, as most pairs of a large fleet are so. */
  isBlocked(partition: Partition, target: Server): boolean {
    if (this.#ban(partition, target) !== undefined) return true
    let known = this.#blocked.get(partition.id)
    if (known === undefined) {
      known = new Uint8Array(this.#placeOf.size)
      this.#blocked.set(partition.id, known)
    }
    const place = this.#placeOf.get(target.id)!
    if (known[place] === UNASKED) known[place] = isBlocked(this.#index, partition, target) ? BLOCKED : FREE
    return known[place] === BLOCKED
  }

  /** Judges a partition on a target that holds what `state` says; null: today's state. */
  judge(partition: Partition, target: Server, state: TargetState | null): PairJudgement {
    const fixed = this.#fixedOf(partition, target)
    const room = judgeCapacity(this.#index, partition, target, state === null ? {} : { state })
    const ban = this.#ban(partition, target)
    const verdict = ban === undefined ? graver(fixed.verdict, room.verdict) : 'cannot'
    const findings = [...(ban === undefined ? [] : [ban]), ...fixed.findings, ...room.findings]
      .filter((one) => one.verdict !== 'pass')
      .toSorted((a, b) => gravity[a.verdict] - gravity[b.verdict])
    return { verdict, usable: this.#isUsable(verdict, findings), findings }
  }

  /** Whether a move that is refused while the partition runs would be allowed after shutting it down. */
  wouldWorkInactive(partition: Partition, target: Server, state: TargetState): boolean {
    return judgeMove(this.#index, partition, target, { state }).inactiveWouldWork === true
  }

  #ban(partition: Partition, target: Server): RuleFinding | undefined {
    return this.#bans.get(partition.id)?.get(target.id)
  }

  #isUsable(verdict: MoveVerdict, findings: readonly RuleFinding[]): boolean {
    if (verdict === 'cannot') return false
    if (verdict !== 'tell') return true
    return findings.every((one) => !this.refuses(one))
  }

  #fixedOf(partition: Partition, target: Server): PartialJudgement {
    const key = `${partition.id} ${target.id}`
    let fixed = this.#fixed.get(key)
    if (fixed === undefined) {
      fixed = this.#withMoverFinding(judgeStatic(this.#index, partition, target), partition, target)
      this.#fixed.set(key, fixed)
    }
    return fixed
  }

  /** A plan names movers; a server whose movers cannot be named to the HMC takes no part in an active move. */
  #withMoverFinding(fixed: PartialJudgement, partition: Partition, target: Server): PartialJudgement {
    if (moveTypeOf(partition) !== 'active' || fixed.verdict === 'cannot') return fixed
    const silent = [partition.serverId, target.id].find((id) => !this.#hasMover(id))
    if (silent === undefined) return fixed
    const name = this.#index.serverById.get(silent)?.name ?? silent
    const finding: RuleFinding = {
      ruleId: 'MSP-PAIR',
      verdict: 'block',
      text: `${name} has no mover that runs and answers over RMC.`,
      facts: [],
      missing: null,
      remedy: 'Start a mover service partition there and look at its RMC connection.',
    }
    return { verdict: 'cannot', findings: [finding, ...fixed.findings], passes: fixed.passes }
  }

  #hasMover(serverId: ServerId): boolean {
    let has = this.#withMover.get(serverId)
    if (has === undefined) {
      const accepted = this.#accepted.has('MSP-PAIR')
      // Without a single imported VIOS there is nothing to name; the rule itself asks whether that is accepted.
      has =
        this.#index.viosOf(serverId).length === 0 ||
        usableMovers(this.#index, serverId, this.#assumptions, accepted).length > 0
      this.#withMover.set(serverId, has)
    }
    return has
  }
}

const gravity = { block: 0, unknown: 1, warn: 2, pass: 3 } as const
