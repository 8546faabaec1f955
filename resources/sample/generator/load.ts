/**
 * `lslparutil -r lpar -F ... --header`: one week of hourly samples. The counters only ever grow; what a partition used
 * between two samples is the difference of capped + uncapped cycles over the difference of time cycles.
 */
import { headerFile, units } from './grammar.ts'
import { partitionsOf, type Client, type Server, type Vios } from './model.ts'
import { createRandom, seedOf, type Random } from './random.ts'

/** Cycles of a hundredth of a processor in an hour: the time base runs at 512 MHz. */
const cyclesPerCentiHour = (512_000_000n / 100n) * 3600n
const hours = 168
/** Wednesday 4 March 2026, 07:00: the week ends half an hour before the other commands ran. */
const firstSample = Date.UTC(2026, 2, 4, 7)

/** Share of its entitlement that a workload uses, by hour since the first sample's midnight-aligned local clock. */
type Shape = (moment: { hour: number; weekday: number; dayOfMonth: number }) => number

const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6
/** A smooth hill around a time of day, 1 at its top, on the 24-hour circle. */
const hill = (hour: number, top: number, width: number): number => {
  const distance = Math.min(Math.abs(hour - top), 24 - Math.abs(hour - top))
  return Math.exp(-((distance / width) ** 2))
}

const shapes = {
  office: ({ hour, weekday }) =>
    0.15 + (isWeekend(weekday) ? 0.08 : 0.65 * Math.max(hill(hour, 10.5, 2.6), 0.92 * hill(hour, 15, 2.6))),
  nightBatch: ({ hour, weekday }) =>
    0.18 + 0.95 * hill(hour, 1.5, 2.8) + (isWeekend(weekday) ? 0 : 0.25 * hill(hour, 11, 4)),
  /** Books are closed on the third working day: a long run from Wednesday evening into Thursday. */
  monthEnd: ({ hour, weekday, dayOfMonth }) => {
    const closing = (dayOfMonth === 4 && hour >= 18) || (dayOfMonth === 5 && hour < 14)
    return 0.25 + (closing ? 1.1 : isWeekend(weekday) ? 0.05 : 0.4 * hill(hour, 13, 4))
  },
  steady: ({ hour }) => 0.42 + 0.12 * hill(hour, 14, 5),
  evening: ({ hour, weekday }) =>
    0.2 + (isWeekend(weekday) ? 0.75 : 0.5) * hill(hour, 20.5, 3) + 0.2 * hill(hour, 12.5, 2),
  backup: ({ hour }) => 0.1 + 0.9 * hill(hour, 23, 3),
  development: ({ hour, weekday }) => 0.04 + (isWeekend(weekday) ? 0 : 0.5 * hill(hour, 14, 4)),
} satisfies Record<string, Shape>

function shapeOf(one: Vios | Client): Shape {
  if (one.kind === 'vios') return shapes.steady
  const { name, resident } = one
  if (name.startsWith('bkp')) return shapes.backup
  if (/^(oraerp|ibmi-fin|sapprd-hdb|orapay)/.test(name)) return shapes.monthEnd
  if (/^(db2dwh|oradwh|orabatch|bwprd|tws|sapbw|orabi|rpt)/.test(name)) return shapes.nightBatch
  if (/^(web-portal|web-ext|redis|payhub)/.test(name)) return shapes.evening
  if (resident.workload === 'dev' || /(tst|lab|dev)/.test(name)) return shapes.development
  if (/^(kafka|mon|log|esb|mq|ntp|dns|ldap|ocp)/.test(name)) return shapes.steady
  return shapes.office
}

const names = [
  'time',
  'event_type',
  'resource_type',
  'lpar_name',
  'lpar_id',
  'curr_proc_mode',
  'curr_proc_units',
  'curr_procs',
  'curr_sharing_mode',
  'entitled_cycles',
  'capped_cycles',
  'uncapped_cycles',
  'time_cycles',
]

/** Real counters pass 2^53 after some months, and these do too. */
interface Counters {
  entitled: bigint
  capped: bigint
  uncapped: bigint
  time: bigint
}

/** The samples of one server, newest first as the HMC lists them; partitions that are not activated have none. */
export function partitionLoad(server: Server): string {
  const running = partitionsOf(server).filter((one) => one.kind === 'vios' || one.running)
  const series = running.map((one) => ({ one, samples: countersOf(one) }))
  const rows = Array.from({ length: hours + 1 }, (_, sample) => hours - sample).flatMap((sample) =>
    series.map(({ one, samples }) => row(one, sample, samples[sample])),
  )
  return headerFile(names, rows)
}

function row(one: Vios | Client, sample: number, counters: Counters | undefined) {
  return {
    time: hmcTime(sample),
    event_type: 'sample',
    resource_type: 'lpar',
    lpar_name: one.name,
    lpar_id: one.id,
    curr_proc_mode: one.sizing.dedicated ? 'ded' : 'shared',
    curr_proc_units: one.sizing.dedicated ? undefined : units(one.sizing.centi),
    curr_procs: one.sizing.procs,
    curr_sharing_mode: one.sizing.sharing,
    entitled_cycles: counters?.entitled.toString(),
    capped_cycles: counters?.capped.toString(),
    uncapped_cycles: counters?.uncapped.toString(),
    time_cycles: counters?.time.toString(),
  }
}

/** 169 readings: the counters at the start of the week and after each of its 168 hours. */
function countersOf(one: Vios | Client): readonly Counters[] {
  const random = createRandom(seedOf(`load of ${one.name}`))
  const shape = shapeOf(one)
  const level = random.lognormal(0.85, 0.25)
  const counters = startOf(one, random)
  const samples: Counters[] = [{ ...counters }]
  for (let hour = 1; hour <= hours; hour++) {
    const busyCenti = usedCenti(one, shape(momentOf(hour)) * level * random.lognormal(1, 0.08))
    const capped = Math.min(busyCenti, one.sizing.centi)
    counters.capped += cycles(capped)
    counters.uncapped += cycles(busyCenti - capped)
    counters.entitled += cycles(one.sizing.centi)
    counters.time += cycles(100)
    samples.push({ ...counters })
  }
  return samples
}

/** An uncapped partition may use what its virtual processors can carry; the others stop at their entitlement. */
function usedCenti(one: Vios | Client, share: number): number {
  const { sizing } = one
  const ceiling = sizing.sharing === 'uncap' ? sizing.procs * 100 : sizing.centi
  return Math.max(1, Math.min(Math.round(share * sizing.centi), ceiling))
}

/** Cycles of one hour at so many hundredths of a processor. */
function cycles(centi: number): bigint {
  return BigInt(centi) * cyclesPerCentiHour
}

/** Counters since the partition's last start, some weeks ago. */
function startOf(one: Vios | Client, random: Random): Counters {
  const upHours = BigInt(random.integer(200, 6000))
  const share = 0.35 + 0.2 * random.next()
  return {
    entitled: cycles(one.sizing.centi) * upHours,
    capped: cycles(Math.round(one.sizing.centi * share)) * upHours,
    uncapped: one.sizing.sharing === 'uncap' ? cycles(Math.ceil(one.sizing.centi * 0.03)) * upHours : 0n,
    time: cycles(100) * upHours,
  }
}

function momentOf(sample: number) {
  const date = new Date(firstSample + (sample - 0.5) * 3_600_000)
  return { hour: date.getUTCHours() + 0.5, weekday: date.getUTCDay(), dayOfMonth: date.getUTCDate() }
}

function hmcTime(sample: number): string {
  const iso = new Date(firstSample + sample * 3_600_000).toISOString()
  return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`
}
