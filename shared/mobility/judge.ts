/**
 * May this partition move to that server? Every rule of the catalogue is asked; the gravest answer decides. Answers that
 * depend on less than the whole move are found once per index: those about the partition, those about the two servers.
 */
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import type { Fleet, Partition, PartitionId, Server, ServerId } from '../inventory/fleet.ts'
import { catalogueOf } from './catalogue/edits.ts'
import type { MobilityCatalogue } from './catalogue/mobility-catalogue.ts'
import { moveTypeOf } from './move-type.ts'
import { partitionFacts, type PartitionFacts } from './partition-facts.ts'
import type {
  CapacityContext,
  MoveContext,
  PartitionContext,
  Rule,
  RuleOutcome,
  ServersContext,
} from './rule.ts'
import { rules } from './rules/catalogue.ts'
import { serverFacts, type ServerFacts } from './server-facts.ts'
import type { TargetState } from './target-state.ts'
import type { MoveJudgement, MoveType, MoveVerdict, RuleFinding } from './verdict.ts'

export interface JudgeOptions {
  /** What the target holds; today's state where absent. */
  readonly state?: TargetState
  /** The kind of move; what the partition's state allows where absent. */
  readonly moveType?: MoveType
  /** The shipped tables with the fleet's own changes where absent. */
  readonly catalogue?: MobilityCatalogue
}

/** What some of the rules say about a move. */
export interface PartialJudgement {
  readonly verdict: MoveVerdict
  /** Everything but plain passes, gravest first, then in the order of the catalogue; a pass among them is a note. */
  readonly findings: readonly RuleFinding[]
  readonly passes: number
}

/** From the lightest to the gravest. */
export const verdictOrder: readonly MoveVerdict[] = ['can', 'warn', 'tell', 'cannot']
/** What makes the move "cannot", "cannot tell", "with warning"; what could only warn comes after what does warn. */
const gravityOf = ({ verdict, atWorst }: RuleFinding): number =>
  verdict === 'block' ? 0 : verdict === 'unknown' ? (atWorst === 'warn' ? 3 : 1) : verdict === 'warn' ? 2 : 4
const ruleOrder: ReadonlyMap<string, number> = new Map(rules.map((rule, position) => [rule.id, position]))

/** The graver of two move verdicts: can < with warning < cannot tell < cannot. */
export function graver(a: MoveVerdict, b: MoveVerdict): MoveVerdict {
  return verdictOrder.indexOf(a) >= verdictOrder.indexOf(b) ? a : b
}

/** What one outcome alone makes of the move. An unknown that could only warn does not make the move unknown. */
export function moveVerdictOf(outcome: RuleOutcome): MoveVerdict {
  switch (outcome.verdict) {
    case 'pass':
      return 'can'
    case 'warn':
      return 'warn'
    case 'block':
      return 'cannot'
    case 'unknown':
      return outcome.worst === 'block' ? 'tell' : 'warn'
  }
}

/** An outcome as a finding; null for a plain pass. */
export function findingOf(rule: Rule, outcome: RuleOutcome): RuleFinding | null {
  if (outcome.text === null) return null
  const doubtful =
    outcome.verdict === 'block' && (outcome.confidence ?? rule.confidence) === 'general knowledge'
  return {
    ruleId: rule.id,
    verdict: outcome.verdict,
    text: doubtful
      ? `${outcome.text} (General knowledge, not confirmed by IBM documentation.)`
      : outcome.text,
    facts: outcome.facts,
    missing:
      outcome.verdict === 'unknown'
        ? { input: outcome.missing.name, command: outcome.missing.command }
        : null,
    remedy: outcome.verdict === 'pass' ? null : outcome.remedy,
    ...(outcome.verdict === 'unknown' ? { atWorst: outcome.worst } : {}),
  }
}

const noFindings: readonly RuleFinding[] = []

function ask<Context>(
  asked: readonly (Rule & { readonly judge: (context: Context) => RuleOutcome })[],
  context: Context,
): PartialJudgement {
  let verdict: MoveVerdict = 'can'
  let passes = 0
  let findings: RuleFinding[] | null = null
  for (const rule of asked) {
    const outcome = rule.judge(context)
    if (outcome.verdict === 'pass') passes += 1
    const finding = findingOf(rule, outcome)
    if (finding === null) continue
    verdict = graver(verdict, moveVerdictOf(outcome))
    if (findings === null) findings = [finding]
    else findings.push(finding)
  }
  return { verdict, findings: findings ?? noFindings, passes }
}

function byGravity(a: RuleFinding, b: RuleFinding): number {
  return gravityOf(a) - gravityOf(b) || (ruleOrder.get(a.ruleId) ?? 0) - (ruleOrder.get(b.ruleId) ?? 0)
}

function join(parts: readonly PartialJudgement[]): PartialJudgement {
  let verdict: MoveVerdict = 'can'
  let passes = 0
  let findings: RuleFinding[] | null = null
  for (const part of parts) {
    verdict = graver(verdict, part.verdict)
    passes += part.passes
    if (part.findings.length === 0) continue
    if (findings === null) findings = [...part.findings]
    else findings.push(...part.findings)
  }
  if (findings !== null && findings.length > 1) findings.sort(byGravity)
  return { verdict, findings: findings ?? noFindings, passes }
}

function rulesOf<Scope extends Rule['scope']>(scope: Scope, moveType: MoveType) {
  return rules.filter(
    (rule): rule is Extract<Rule, { scope: Scope }> =>
      rule.scope === scope && rule.appliesTo.includes(moveType),
  )
}

function ruleSet(moveType: MoveType) {
  return {
    partition: rulesOf('partition', moveType),
    servers: rulesOf('servers', moveType),
    move: rulesOf('move', moveType),
    capacity: rulesOf('capacity', moveType),
  }
}

/** The rules asked for each kind of move, by what their answers depend on. */
export const ruleSets: Readonly<Record<MoveType, ReturnType<typeof ruleSet>>> = {
  active: ruleSet('active'),
  inactive: ruleSet('inactive'),
  suspended: ruleSet('suspended'),
}

type Memo = Map<MoveType, PartialJudgement>

/** Facts and shared answers of one index and catalogue. */
export interface Bench {
  readonly facts: (server: Server) => ServerFacts
  readonly factsOf: (partition: Partition, source: ServerFacts) => PartitionFacts
  readonly context: (
    partition: Partition,
    target: Server,
    moveType: MoveType,
    state?: TargetState,
  ) => CapacityContext
  readonly aboutPartition: (context: PartitionContext) => PartialJudgement
  readonly aboutServers: (context: ServersContext) => PartialJudgement
}

function getOrMake<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

/** Facts of a former index that still hold. */
export interface KnownFacts {
  readonly server: (server: Server) => ServerFacts | null
  readonly partition: (partition: Partition) => PartitionFacts | null
}

const nothingKnown: KnownFacts = { server: () => null, partition: () => null }

/** A bench for one index. Facts are found when first asked for, unless they are known from a former index. */
export function createBench(
  index: FleetIndex,
  catalogue: MobilityCatalogue,
  known: KnownFacts = nothingKnown,
): Bench {
  const servers = new WeakMap<Server, ServerFacts>()
  const partitions = new WeakMap<Partition, PartitionFacts>()
  const partitionAnswers = new WeakMap<Partition, Memo>()
  const serverAnswers = new WeakMap<Server, WeakMap<Server, Memo>>()
  const facts = (server: Server) =>
    getOrMake(servers, server, () => known.server(server) ?? serverFacts(index, server))
  const factsOf = (partition: Partition, source: ServerFacts) =>
    getOrMake(partitions, partition, () => known.partition(partition) ?? partitionFacts(partition, source))
  return {
    facts,
    factsOf,
    context(partition, target, moveType, state) {
      const home = index.serverById.get(partition.serverId)
      if (home === undefined) throw new RangeError(`no server ${partition.serverId} in the fleet`)
      if (home.id === target.id) throw new RangeError(`${partition.name} already is on ${target.name}`)
      const source = facts(home)
      const there = facts(target)
      return {
        moveType,
        partition,
        partitionFacts: factsOf(partition, source),
        source,
        target: there,
        catalogue,
        state: state ?? there.today,
      }
    },
    aboutPartition({ moveType, partition, partitionFacts: own, source }) {
      const memo = getOrMake(partitionAnswers, partition, (): Memo => new Map())
      return getOrMake(memo, moveType, () =>
        ask(ruleSets[moveType].partition, { moveType, partition, partitionFacts: own, source, catalogue }),
      )
    },
    aboutServers({ moveType, source, target }) {
      const row = getOrMake(serverAnswers, source.server, () => new WeakMap<Server, Memo>())
      const memo = getOrMake(row, target.server, (): Memo => new Map())
      return getOrMake(memo, moveType, () =>
        ask(ruleSets[moveType].servers, { moveType, source, target, catalogue }),
      )
    },
  }
}

const benches = new WeakMap<FleetIndex, WeakMap<MobilityCatalogue, Bench>>()

function benchOf(index: FleetIndex, catalogue: MobilityCatalogue): Bench {
  const row = getOrMake(benches, index, () => new WeakMap<MobilityCatalogue, Bench>())
  return getOrMake(row, catalogue, () => createBench(index, catalogue))
}

/**
 * Everything but capacity: what a plan does not change. Same answer for every state of the target, so planners keep it
 * for each pair. Throws `RangeError` where the partition's server is not in the index or is the target.
 */
export function judgeStatic(
  index: FleetIndex,
  partition: Partition,
  target: Server,
  options: Omit<JudgeOptions, 'state'> = {},
): PartialJudgement {
  const bench = benchOf(index, options.catalogue ?? catalogueOf(index))
  return staticOf(bench, bench.context(partition, target, options.moveType ?? moveTypeOf(partition)))
}

/**
 * Whether something other than capacity blocks a move for certain: what `judgeStatic` calls "cannot", without the reasons
 * and so much sooner. For searches that ask about every partition and every server. Throws as `judgeStatic` does.
 */
export function isBlocked(index: FleetIndex, partition: Partition, target: Server): boolean {
  const bench = benchOf(index, catalogueOf(index))
  const context = bench.context(partition, target, moveTypeOf(partition))
  if (bench.aboutPartition(context).verdict === 'cannot') return true
  // Most pairs of a large fleet see no disk in common: nobody has to ask how their servers get on.
  if (ruleSets[context.moveType].move.some((rule) => rule.judge(context).verdict === 'block')) return true
  return bench.aboutServers(context).verdict === 'cannot'
}

function staticOf(bench: Bench, context: MoveContext): PartialJudgement {
  return join([
    bench.aboutPartition(context),
    bench.aboutServers(context),
    ask(ruleSets[context.moveType].move, context),
  ])
}

/** Capacity alone (the rules of scope `capacity`), for a state of the target: today's where absent. Throws as `judgeStatic` does. */
export function judgeCapacity(
  index: FleetIndex,
  partition: Partition,
  target: Server,
  options: JudgeOptions = {},
): PartialJudgement {
  const bench = benchOf(index, options.catalogue ?? catalogueOf(index))
  const moveType = options.moveType ?? moveTypeOf(partition)
  return capacityOf(bench.context(partition, target, moveType, options.state))
}

function capacityOf(context: CapacityContext): PartialJudgement {
  return join([ask(ruleSets[context.moveType].capacity, context)])
}

/** Whether a refused active move could be made inactive; null where that cannot be told. */
function wouldWorkInactive(bench: Bench, refused: CapacityContext): boolean | null {
  const context = bench.context(refused.partition, refused.target.server, 'inactive', refused.state)
  const fixed = staticOf(bench, context).verdict
  if (fixed === 'cannot') return false
  const verdict = graver(fixed, capacityOf(context).verdict)
  return verdict === 'tell' ? null : verdict !== 'cannot'
}

/** Everything about one move, on a bench. */
export function judgeOn(bench: Bench, context: CapacityContext): MoveJudgement {
  const { partition, target, moveType } = context
  const whole = join([
    bench.aboutPartition(context),
    bench.aboutServers(context),
    ask(ruleSets[moveType].move, context),
    ask(ruleSets[moveType].capacity, context),
  ])
  const refused = whole.verdict === 'cannot' && moveType === 'active'
  return {
    partitionId: partition.id,
    targetServerId: target.server.id,
    moveType,
    verdict: whole.verdict,
    findings: whole.findings,
    passes: whole.passes,
    inactiveWouldWork: refused ? wouldWorkInactive(bench, context) : null,
  }
}

/**
 * Judges one partition on one server. `passes` counts every rule that passed; notes (passes with a text) are also among
 * the findings. Throws `RangeError` where the partition's server is not in the index or is the target.
 */
export function judgeMove(
  index: FleetIndex,
  partition: Partition,
  target: Server,
  options: JudgeOptions = {},
): MoveJudgement {
  const bench = benchOf(index, options.catalogue ?? catalogueOf(index))
  const moveType = options.moveType ?? moveTypeOf(partition)
  return judgeOn(bench, bench.context(partition, target, moveType, options.state))
}

/**
 * Judges partitions on every server but their own; null means all. Ids that are not in the fleet are left out.
 * Ordered by partition, then server, as in the fleet.
 */
export function judgeMoves(
  fleet: Fleet,
  partitionIds: readonly PartitionId[] | null,
  serverIds: readonly ServerId[] | null,
  options: { readonly catalogue?: MobilityCatalogue; readonly index?: FleetIndex } = {},
): MoveJudgement[] {
  const index = options.index ?? indexFleet(fleet)
  const bench = benchOf(index, options.catalogue ?? catalogueOf(index))
  const [wanted, wantedServers] = [partitionIds, serverIds].map((ids) => (ids === null ? null : new Set(ids)))
  const servers = fleet.servers.filter((server) => wantedServers?.has(server.id) ?? true)
  return fleet.partitions
    .filter((one) => (wanted?.has(one.id) ?? true) && index.serverById.has(one.serverId))
    .flatMap((partition) =>
      servers
        .filter((server) => server.id !== partition.serverId)
        .map((server) => judgeOn(bench, bench.context(partition, server, moveTypeOf(partition)))),
    )
}

/** Today's state of a server as the index knows it, found once. */
export function todayOf(index: FleetIndex, server: Server): TargetState {
  return benchOf(index, catalogueOf(index)).facts(server).today
}
