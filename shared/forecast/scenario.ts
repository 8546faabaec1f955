import type { DirtyModel } from './dirty-model.ts'

/**
 * One of several ways the memory of a move takes at once: redundant movers (forecast model, section 2). `path` as in
 * the part; `cap` is the ceiling of this way alone, absent: the part's `cap` holds for it, null: none.
 */
export type ScenarioPath = {
  path: Readonly<Record<string, number | null>>
  cap?: number | null
}

/**
 * Everything that can be said of one move, by itself or under `defaults`. Bytes, bytes/s and seconds.
 * The format and its names: forecast model, section 5.
 */
export type PartSettings = {
  /** Memory of the partition. */
  mem?: number
  /** Share of the memory that has ever been touched; only that is sent. */
  used?: number
  /** Bytes dirtied per second. */
  dirty?: number
  /** Size of the set that is written to; absent or null: unlimited. */
  hot?: number | null
  dirty_model?: DirtyModel
  /** Use of each resource per raw byte; null: the ratio (a link carries what is left after compression). */
  path?: Readonly<Record<string, number | null>>
  /** Instead of `path`: ways that drain one pool of remaining bytes together and end together. */
  paths?: readonly ScenarioPath[]
  /** Wire bytes per raw byte. */
  ratio?: number
  /** Ceiling of the raw rate (mover threads); absent or null: none. */
  cap?: number | null
  /** Share of a contended resource relative to other moves. */
  weight?: number
  /** Earliest start. */
  start?: number
  /** Parts that must have ended well before this one may queue. */
  after?: readonly string[]
  /** Groups of which this part takes one slot each. */
  groups?: readonly string[]
  theta?: number
  max_passes?: number
  /** Stop copying after this long; absent or null: no limit. */
  max_copy_s?: number | null
  min_gain?: number
  max_down_s?: number
  postcopy?: boolean
  state_bytes?: number
  /** 1: a bitmap of dirty pages is sent during the standstill, 0: it is not. */
  bitmap?: number
  page?: number
  t_prep?: number
  t_susp?: number
  t_clean?: number
  /** Give up this long after admission unless the partition already runs on the target; absent or null: never. */
  abort_s?: number | null
  /** Every pass, the state and the rest each wait this long for their first byte. */
  latency_s?: number
  /** Round trip of one page that is fetched on demand after the partition resumed; absent or null: not known. */
  fault_s?: number | null
}

export type ScenarioPart = PartSettings & { name: string }

/** From `t` seconds on the resource has this capacity. */
export type CapacityChange = readonly [t: number, capacity: number]

/** A plan of concurrent moves, as the command line, the planner and the tests hand it to the engine. */
export type Scenario = {
  /** "simgrid" follows SimGrid 3.32's live-migration plugin, for comparison only. Absent: "lpm". */
  mode?: 'lpm' | 'simgrid'
  /** true: a blocked part blocks all that queue behind it. */
  strict?: boolean
  /** Capacity in bytes/s (links, engines) or core-seconds/s (movers). */
  resources: Readonly<Record<string, number>>
  /** Slots per group. */
  limits?: Readonly<Record<string, number>>
  /** Capacities that change with time: windows, other traffic. Times ascend. */
  changes?: Readonly<Record<string, readonly CapacityChange[]>>
  defaults?: PartSettings
  parts: readonly ScenarioPart[]
}

/** What a setting is when neither the part nor `defaults` gives it. `mem` and `path` or `paths` have no default. */
export const factorySettings = {
  used: 1,
  dirty: 0,
  hot: null,
  dirty_model: 'exp',
  ratio: 1,
  cap: null,
  weight: 1,
  start: 0,
  after: [],
  groups: [],
  theta: 0.95,
  max_passes: 30,
  max_copy_s: null,
  min_gain: 1,
  max_down_s: 0,
  postcopy: true,
  state_bytes: 0,
  bitmap: 1,
  page: 4096,
  t_prep: 0,
  t_susp: 0,
  t_clean: 0,
  abort_s: null,
  latency_s: 0,
  fault_s: null,
} as const satisfies PartSettings
