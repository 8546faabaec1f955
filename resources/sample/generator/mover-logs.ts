/**
 * Logs of the movers: what the moves of the last winter took. The forecast engine makes them, in a world that differs from
 * the forecast's assumptions (slower movers, less compression, busier databases) and with noise, so that there is
 * something to calibrate. Printed coarsely (whole seconds, whole pages), so that no last digit of the engine shows.
 */
import type { WorkloadClass } from '../../../shared/forecast/assumption.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'
import { workloadClassOf } from '../../../shared/forecast/workload-class.ts'
import { blueprints, type Blueprint, type Generation } from './blueprints.ts'
import type { Client, Server } from './model.ts'
import { createRandom, seedOf, type Random } from './random.ts'
import { hasTrouble } from './troubles.ts'

/** Partitions went to the second server for maintenance, and back home through the first mover there. */
const returns: readonly (readonly [home: string, guest: string, first: string])[] = [
  ['nor-e980-1', 'nor-e1080-1', '2026-01-24T22:00:00Z'],
  ['nor-s824-1', 'nor-s924-1', '2026-02-07T21:30:00Z'],
  ['sou-e880-1', 'sou-s924-1', '2026-02-21T22:15:00Z'],
]

/** The world of the logs: rates in bytes/s per mover thread; what is written per second, and the set it goes to. */
const threadRates: Readonly<Record<Generation, number>> = {
  POWER8: 2.9e8,
  POWER9: 4.6e8,
  Power10: 7e8,
  Power11: 7e8,
}
const THREAD_GAIN = 0.63
const COMPRESSED = 0.62
const COMPRESSION_SINCE = 920
const PAGE = 4096
const writing: Readonly<Record<WorkloadClass, { readonly rate: number; readonly hotShare: number }>> = {
  idle: { rate: 1e6, hotShare: 0.01 },
  application: { rate: 2e7, hotShare: 0.06 },
  oltp: { rate: 1.6e8, hotShare: 0.4 },
  'in-memory': { rate: 2.2e8, hotShare: 0.45 },
}

/** Log of a server's first mover; null where no partition came through it. */
export function moverLog(server: Server, concurrencyLevel: number): string | null {
  const found = returns.find(([home]) => home === server.blueprint.name)
  const guest = blueprints.find((one) => one.name === found?.[1])
  if (found === undefined || guest === undefined) return null
  let clock = Date.parse(found[2])
  const blocks = server.clients.filter(couldMove).map((client) => {
    const made = pastMove(client, server.blueprint, guest, 6 - concurrencyLevel)
    clock += 1000 * (made.seconds + 95)
    return block(client.name, guest.name, made, clock)
  })
  return [...blocks.slice(0, 4), ...strangers(server.blueprint.name, clock), ...blocks.slice(4)].join('\n')
}

function couldMove({ name, running }: Client): boolean {
  const kept = ['physical adapter', 'huge pages', 'migration disabled', 'vSCSI disk reserved'] as const
  return running && !kept.some((kind) => hasTrouble(kind, name))
}

interface Made {
  readonly seconds: number
  readonly bytes: number
  readonly stream: string
}

function pastMove(client: Client, home: Blueprint, guest: Blueprint, threads: number): Made {
  const random = createRandom(seedOf(`past move ${client.name}`))
  const { workloadClass } = workloadClassOf(
    { id: client.name, name: client.name, state: 'running' },
    { overrides: [], classes: [] },
  )
  const mem = client.sizing.memoryMib * 2 ** 20
  const { rate, hotShare } = writing[workloadClass]
  const compresses = [home, guest].every((one) => releaseOf(one) >= COMPRESSION_SINCE)
  const ratio = compresses ? between(random, COMPRESSED, 0.05) : 1
  const thread = Math.min(threadRates[home.generation], threadRates[guest.generation])
  const part = simulate({
    resources: {
      cores: Math.max(1, Math.min(home.viosCenti, guest.viosCenti) / 100),
      link: (Math.min(home.linkGbps, guest.linkGbps) / 8) * 0.87e9,
    },
    parts: [
      {
        name: 'move',
        mem,
        used: Math.min(1, between(random, touched(client, workloadClass), 0.03)),
        dirty: random.lognormal(rate, 0.45),
        hot: hotShare * mem,
        path: { link: null, cores: 1 / thread },
        ratio,
        cap: random.lognormal(thread * threads ** THREAD_GAIN, 0.2),
        min_gain: 0.9,
        state_bytes: 8 * 2 ** 20,
        t_susp: 1,
      },
    ],
  }).parts['move']
  if (part?.total == null) throw new RangeError(`the move of ${client.name} has no end`)
  return {
    seconds: Math.max(1, Math.round(part.total)),
    bytes: Math.round(part.wire / PAGE) * PAGE,
    stream: random.hex(16),
  }
}

/** Release of the system firmware: 01VH950 is 950, 01MH1050 is 1050. */
const releaseOf = ({ ecNumber }: Blueprint): number => Number(/\d+$/.exec(ecNumber)?.[0] ?? 0)

const between = (random: Random, middle: number, spread: number): number => middle + spread * random.normal()

function touched({ resident }: Client, workloadClass: WorkloadClass): number {
  if (workloadClass === 'oltp' || workloadClass === 'in-memory') return 0.9
  return resident.os.startsWith('aix') ? 0.9 : 0.7
}

const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

function block(name: string, source: string, { seconds, bytes, stream }: Made, endMs: number): string {
  const began = stamp(endMs - seconds * 1000)
  const ended = stamp(endMs)
  return [
    `${began} migmover: stream id: ${stream}, role: target`,
    `${began} migmover: partition name: ${name}, source system: ${source}`,
    `${ended} Overall time of migration: ${words(seconds)}`,
    `${ended} Amount of data received: ${bytes} bytes`,
    `${ended} Effective network throughput: ${Math.floor(bytes / seconds)} bytes/s`,
    '',
  ].join('\n')
}

/** Two that have left the data centre since, and one whose name the log has lost. */
function strangers(server: string, clock: number): readonly string[] {
  if (server !== 'nor-e980-1') return []
  const made = (name: string, seconds: number, bytes: number): Made => ({
    seconds,
    bytes,
    stream: createRandom(seedOf(`past move ${name}`)).hex(16),
  })
  const end = clock + 3_600_000
  const nameless = block('', 'nor-e1080-1', made('nameless', 61, 29_817_307_136), end + 1_800_000)
  return [
    block('crm-old1', 'nor-e1080-1', made('crm-old1', 143, 71_303_168_000), end),
    block('was-prd9', 'nor-e1080-1', made('was-prd9', 38, 17_179_869_184), end + 900_000),
    nameless.replace(/^.*partition name.*\n/m, ''),
  ]
}

function words(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const said = (amount: number, unit: string): string[] =>
    amount === 0 ? [] : [`${amount} ${unit}${amount === 1 ? '' : 's'}`]
  return [...said(hours, 'hour'), ...said(minutes, 'minute'), ...said(rest, 'second')].join(' ')
}
