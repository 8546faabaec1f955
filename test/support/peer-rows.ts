/** SimGrid's answers to its own scenarios, and the engine's answers beside them. */
import { readFileSync } from 'node:fs'
import { parseTextScenario } from '../../shared/forecast/parse-text-scenario.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { readPeerAnswer } from './peer-answer.ts'
import { sharedData } from './shared-data.ts'

export const peerIds = [
  'a_idle',
  'a_single',
  'b_eight',
  'c_200',
  'g_wss2',
  'g_wss64',
  'perf_10000_limit8',
] as const
export type PeerId = (typeof peerIds)[number]

/** One move, theirs and ours: seconds. */
export interface PeerMove {
  readonly name: string
  readonly start: readonly [theirs: number, ours: number]
  readonly duration: readonly [theirs: number, ours: number]
  readonly down: readonly [theirs: number, ours: number]
}

export interface PeerComparison {
  readonly scenario: Scenario
  readonly moves: readonly PeerMove[]
  readonly makespan: readonly [theirs: number, ours: number]
  /** What SimGrid took for it, by its own clock, in seconds. */
  readonly peerSeconds: number | null
}

/** Where the scenarios and answers lie; null where the reference data is absent. */
export const peerFolder = (): string | null => sharedData('forecast')

/**
 * Runs one scenario and lays the two answers side by side.
 * @throws Error where the scenario is refused or the answers are not of the same moves.
 */
export function comparePeer(id: PeerId, folder: string): PeerComparison {
  const parsed = parseTextScenario(readFileSync(`${folder}/${id}.txt`, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const { scenario } = parsed
  const text = readFileSync(`${folder}/out_${id}.csv`, 'utf8')
  const answer = readPeerAnswer(text)
  if (answer.rows.length !== scenario.parts.length) throw new Error(`${id}: other moves`)
  const { parts, makespan } = simulate(scenario)
  const seconds = Number(/run_wall_s=([\d.]+)/.exec(text)?.[1] ?? Number.NaN)
  return {
    scenario,
    moves: answer.rows.map(({ name, start, duration, down }) => {
      const part = parts[name]!
      return {
        name,
        start: [start, part.t0!],
        duration: [duration, part.total!],
        down: [down, part.down!],
      }
    }),
    makespan: [answer.makespan, makespan!],
    peerSeconds: seconds > 0 ? seconds : null,
  }
}

/** Largest relative deviation of durations, and largest deviation of standstills in seconds. */
export function worstOf({ moves }: PeerComparison): { readonly duration: number; readonly down: number } {
  let [duration, down] = [0, 0]
  for (const move of moves) {
    duration = Math.max(duration, Math.abs(move.duration[1] / move.duration[0] - 1))
    down = Math.max(down, Math.abs(move.down[1] - move.down[0]))
  }
  return { duration, down }
}
