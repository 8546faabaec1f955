/**
 * One move of a plan as a part of the engine's scenario (forecast.md section 5). Notes of every input whether it was
 * imported or assumed.
 */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition } from '../inventory/fleet.ts'
import { BYTES_PER_GIB, BYTES_PER_MIB } from '../inventory/units.ts'
import type { InputOrigin } from '../plan/plan-forecast.ts'
import { sized } from '../plan/dlpar.ts'
import type { PlanMove } from '../plan/plan-document.ts'
import type { Assumptions, WorkloadClass } from './assumption.ts'
import { fromAssumption, imported, notImported, type Input, type InputLedger } from './input-ledger.ts'
import { found, type PlanResources, type Route } from './plan-resources.ts'
import { resolveAssumption } from './resolve-assumption.ts'
import type { ScenarioPart, ScenarioPath } from './scenario.ts'
import { touchedKey } from './touched-memory.ts'
import { workloadClassOf } from './workload-class.ts'

const MIB_PER_GIB = 1024

/** What of a move the scenario needs. */
export type ScheduledMove = Pick<
  PlanMove,
  | 'id'
  | 'partitionId'
  | 'sourceServerId'
  | 'targetServerId'
  | 'type'
  | 'sourceMoverId'
  | 'targetMoverId'
  | 'after'
  | 'notBeforeS'
  | 'memoryMib'
  | 'connections'
  | 'dlpar'
>

/** What the uncertainty of a part is made of; null for moves that send no memory. */
export interface PartUncertainty {
  readonly workloadClass: WorkloadClass
  /** Sigma of ln of the write rate. */
  readonly dirtySigma: number
  /** Catalogue key whose range bounds `used`. */
  readonly usedKey: string
  /** Catalogue key whose range bounds the bytes on the wire per byte of memory. */
  readonly ratioKey: string
  readonly origins: Readonly<Record<'writeRate' | 'touched' | 'ratio' | 'theta' | 'standstill', InputOrigin>>
  /** Threads of the mover that has fewer for it, and at concurrency level 1. */
  readonly threads: number
  readonly mostThreads: number
  /** How much faster a single move could go with the most threads, at least 1. */
  readonly threadGain: number
  /** Ratio if both sides compressed; null where they do. */
  readonly compressedRatio: number | null
}

export interface BuiltPart {
  readonly part: ScenarioPart
  readonly uncertainty: PartUncertainty | null
  readonly partitionName: string
  readonly preparation: InputOrigin
  readonly standstillLimit: number | null
}

/** What parts are built from, the same for all moves of a plan. */
export interface PartSources {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly ledger: InputLedger
  readonly shared: PlanResources
}

/**
 * The part of one move.
 * @param known Ids of the moves of the plan: a part waits for no other.
 * @throws RangeError where the fleet does not have its partition, servers or movers.
 */
export function planPart(sources: PartSources, move: ScheduledMove, known: ReadonlySet<string>): BuiltPart {
  const { index, assumptions, ledger, shared } = sources
  const { full, partition } = partitionOf(index, move)
  const source = found(index.serverById, move.sourceServerId)
  const target = found(index.serverById, move.targetServerId)
  const { workloadClass } = workloadClassOf(full, assumptions)
  const place = { serverId: source.id, partitionId: partition.id, workloadClass }
  const input = (key: string): Input => fromAssumption(resolveAssumption(assumptions, key, place))
  const assume = (key: string): number => ledger.take(`${partition.id} ${key}`, input(key))
  const common = {
    name: move.id,
    start: move.notBeforeS,
    after: move.after.filter((id) => known.has(id)),
    t_prep:
      assume('tPrepS') +
      adapterCount(partition, ledger) * assume('tPrepPerAdapterS') +
      stepS(shrinkMib(move), 'dlpar.removePerGibS', assume),
    t_clean: assume('tCleanS') + stepS(growMib(move), 'dlpar.addPerGibS', assume),
  }
  const limit = resolveAssumption(assumptions, 'standstillLimitS', place).value
  const about = {
    partitionName: partition.name,
    preparation: input('tPrepS').origin,
    standstillLimit: limit > 0 ? limit : null,
  }
  if (move.type !== 'active') {
    // No memory goes through the movers: the image is on disks both servers see. The ceiling is never reached.
    const part = {
      ...common,
      mem: 0,
      path: {},
      cap: 1,
      bitmap: 0,
      groups: shared.inactiveGroups(source, target),
    }
    return { part, uncertainty: null, ...about }
  }
  const classDefaults = classInputs(full, partition, workloadClass, assume)
  const compress = [source, target].map((server) => shared.compresses(server)).every(Boolean)
  const routes = moverPairs(move).map(([from, to]) => shared.route(from, source, to, target, compress))
  const groups = shared.activeGroups(source, target, routes)
  const maxCopyS = assume('maxCopyS')
  const ratioKey = compress ? 'rho.from920' : 'rho.before920'
  const fewest = routes.reduce((a, b) => (b.threads < a.threads ? b : a))
  return {
    part: {
      ...common,
      ...classDefaults.settings,
      mem: ledger.take(`${partition.id} memory`, imported(move.memoryMib)) * BYTES_PER_MIB,
      ...waysOf(routes),
      ratio: assume(ratioKey),
      groups,
      theta: assume('theta'),
      max_passes: Math.round(assume('maxPasses')),
      min_gain: assume('minGain'),
      max_copy_s: maxCopyS > 0 ? maxCopyS : null,
      page: assume('page'),
      state_bytes: assume('stateMib') * BYTES_PER_MIB,
      t_susp: assume('tSuspS'),
      fault_s: assume('faultMs') / 1000,
    },
    uncertainty: {
      ...classDefaults.uncertainty,
      ratioKey,
      origins: {
        writeRate: input(`class.${workloadClass}.dirtyBytesPerSecond`).origin,
        touched: input(classDefaults.uncertainty.usedKey).origin,
        ratio: input(ratioKey).origin,
        theta: input('theta').origin,
        standstill: input('tSuspS').origin,
      },
      threads: fewest.threads,
      mostThreads: fewest.mostThreads,
      threadGain: Math.max(1, ...routes.map((route) => route.mostCap / route.cap)),
      compressedRatio: compress ? null : input('rho.from920').value,
    },
    ...about,
  }
}

/** The partition before its move, and as it moves: what of it was used is still used when it is made smaller. */
function partitionOf(index: FleetIndex, { partitionId, dlpar }: ScheduledMove) {
  const listed = found(index.partitionById, partitionId)
  return { full: sized(listed, dlpar?.memoryBeforeMib), partition: sized(listed, dlpar?.memoryDuringMib) }
}

const shrinkMib = ({ dlpar }: ScheduledMove): number =>
  dlpar === undefined ? 0 : dlpar.memoryBeforeMib - dlpar.memoryDuringMib

const growMib = ({ dlpar }: ScheduledMove): number =>
  dlpar === undefined ? 0 : dlpar.memoryAfterMib - dlpar.memoryDuringMib

/** Seconds of a change of memory; the assumption is asked for only where there is one. */
const stepS = (changeMib: number, key: string, assume: (key: string) => number): number =>
  changeMib > 0 ? (changeMib / MIB_PER_GIB) * assume(key) : 0

/** Number of virtual Fibre Channel adapters; not imported counts as none, and as a guess. */
function adapterCount(partition: Partition, ledger: InputLedger): number {
  const adapters = partition.virtualFibreChannel
  const input = adapters === null ? notImported(0) : imported(adapters.length)
  return ledger.take(`${partition.id} Fibre Channel adapters`, input)
}

/** The two pairs of redundant movers where the plan names them, else the pair of the move. */
function moverPairs(move: ScheduledMove): readonly (readonly [string | null, string | null])[] {
  const redundant = move.connections?.redundantMovers ?? []
  if (redundant.length > 1) return redundant.map(({ source, target }) => [source.viosId, target.viosId])
  return [[move.sourceMoverId, move.targetMoverId]]
}

function classInputs(
  full: Partition,
  partition: Partition,
  workloadClass: WorkloadClass,
  assume: (key: string) => number,
) {
  const usedKey = touchedKey(partition, workloadClass)
  const hot = assume(`class.${workloadClass}.hot`)
  const memoryBytes = (partition.memoryMib ?? 0) * BYTES_PER_MIB
  return {
    settings: {
      used: Math.min(1, assume(usedKey) * shareKept(full, partition)),
      dirty: assume(`class.${workloadClass}.dirtyBytesPerSecond`),
      hot: workloadClass === 'idle' ? hot * BYTES_PER_GIB : hot * memoryBytes,
    },
    uncertainty: { workloadClass, dirtySigma: assume(`class.${workloadClass}.dirtySigma`), usedKey },
  }
}

/** Whole where the memory stays as it is: then nothing is divided. */
const shareKept = (full: Partition, { memoryMib }: Partition): number =>
  full.memoryMib === memoryMib || memoryMib === null || memoryMib <= 0
    ? 1
    : (full.memoryMib ?? memoryMib) / memoryMib

/** One path where there is one pair of movers; else ways that share the memory, each with a ceiling of its own. */
function waysOf(routes: readonly Route[]): Pick<ScenarioPart, 'path' | 'paths' | 'cap'> {
  const [only, second] = routes
  if (only !== undefined && second === undefined) return { path: only.path, cap: only.cap }
  return { paths: routes.map(({ path, cap }): ScenarioPath => ({ path, cap })), cap: null }
}
