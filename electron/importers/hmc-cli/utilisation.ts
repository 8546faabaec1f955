/**
 * `lslparutil -r lpar`: a typical week from cycle counters. Busy processing units between two samples are
 * delta(capped + uncapped) / delta(time) (domain.md 1.3); a partition with dedicated processors counts its idle cycles
 * among the capped ones, so they are taken off where they are printed. After a move counters run backwards: such pairs
 * say nothing and are skipped. Counters pass 2^53, hence the big integers.
 */
import { emitPartition, ownerOf } from './map-partition.ts'
import type { Owner } from './map-partition.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

const HOURS = 168
const HOUR_MS = 3_600_000
/** Pairs further apart than this (daily samples, gaps) do not tell one hour from another. */
const MAX_GAP_MS = 2.5 * HOUR_MS

interface Sample {
  readonly at: number
  readonly busy: bigint
  readonly time: bigint
}

interface Load {
  readonly owner: Owner
  readonly row: Row
  last: Sample
  /** Busy processing units x milliseconds, and milliseconds, per hour of the week. */
  readonly busyMs: Float64Array
  readonly spanMs: Float64Array
}

/** `MM/DD/YYYY HH:MM:SS` on the HMC's clock, as if it were UTC; null where the text is no such time. */
export function parseHmcTime(text: string): number | null {
  const found = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2})$/.exec(text)
  if (found === null) return null
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(at)
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 ? at : null
}

/** Hour of the week of an instant, 0 = Monday 00:00. 1970-01-05 was a Monday. */
export function hourOfWeek(at: number): number {
  const hours = Math.floor((at - 4 * 24 * HOUR_MS) / HOUR_MS)
  return ((hours % HOURS) + HOURS) % HOURS
}

export class UtilisationGatherer {
  private readonly loads = new Map<string, Load>()
  private readonly reading: Reading
  private wide = 0
  private firstWide: Row | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  read(row: Row): void {
    const resource = row.word('resource_type')
    const event = row.word('event_type')
    if ((resource !== null && resource !== 'lpar') || (event !== null && event !== 'sample')) {
      this.reading.noteUnused(`lslparutil (${resource ?? event ?? ''})`, row.origin.line ?? 0)
      return
    }
    const owner = ownerOf(row, this.reading)
    const sample = sampleOf(row)
    if (owner === null || sample === null) return
    const key = JSON.stringify([owner.server, owner.partition.lparId ?? owner.partition.name])
    const load = this.loads.get(key)
    if (load === undefined) {
      const busyMs = new Float64Array(HOURS)
      this.loads.set(key, { owner, row, last: sample, busyMs, spanMs: new Float64Array(HOURS) })
      return
    }
    this.add(load, sample, row)
    load.last = sample
  }

  /** Samples come newest first or oldest first: either order of a pair will do. */
  private add(load: Load, sample: Sample, row: Row): void {
    const [from, to] = sample.at < load.last.at ? [sample, load.last] : [load.last, sample]
    const time = to.time - from.time
    const busy = to.busy - from.busy
    if (time <= 0n || busy < 0n || to.at <= from.at) return
    if (to.at - from.at > MAX_GAP_MS) {
      this.wide++
      this.firstWide ??= row
      return
    }
    const units = Number(busy) / Number(time)
    for (let at = from.at; at < to.at;) {
      const end = Math.min(to.at, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS)
      const hour = hourOfWeek(at)
      load.busyMs[hour] = (load.busyMs[hour] ?? 0) + units * (end - at)
      load.spanMs[hour] = (load.spanMs[hour] ?? 0) + (end - at)
      at = end
    }
  }

  end(): void {
    for (const { owner, row, busyMs, spanMs } of this.loads.values()) {
      const typicalWeek = Array.from(busyMs, (busy, hour) => {
        const span = spanMs[hour] ?? 0
        return span > 0 ? Math.round((busy / span) * 10_000) / 10_000 : null
      })
      if (typicalWeek.some((hour) => hour !== null))
        emitPartition(this.reading, row, owner, { values: { typicalWeek } })
    }
    if (this.firstWide !== null)
      this.reading.report({
        code: 'samples-too-far-apart',
        severity: 'note',
        origin: this.firstWide.origin,
        column: 'time',
        found: `${this.wide} pairs of samples are more than two hours apart and tell nothing about the hours of a week.`,
        remedy: 'Collect hourly samples: lslparutil -r lpar -m SYSTEM -s h -d 14.',
      })
  }
}

function sampleOf(row: Row): Sample | null {
  const text = row.word('time')
  const at = text === null ? null : parseHmcTime(text)
  if (text !== null && at === null) row.bad('time', 'is no time such as 12/31/2026 23:00:00')
  const capped = counter(row, 'capped_cycles')
  const time = counter(row, 'time_cycles')
  if (at === null || capped === null || time === null) return null
  const uncapped = counter(row, 'uncapped_cycles') ?? 0n
  const idle = row.word('curr_proc_mode') === 'ded' ? (counter(row, 'idle_cycles') ?? 0n) : 0n
  return { at, busy: capped + uncapped - idle, time }
}

function counter(row: Row, column: string): bigint | null {
  const word = row.word(column)
  if (word === null) return null
  return /^\d{1,30}$/.test(word) ? BigInt(word) : row.bad(column, 'is no counter')
}
