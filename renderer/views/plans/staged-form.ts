/** The part of the form for a new plan that is about plans in stages: service and return, windows, bands, power. */
import type { PlanWindow } from '../../../shared/plan/plan-document.ts'
import type { ServerPower } from '../../../shared/plan/staged-plan.ts'
import { MOST_BAND_DAYS, weeklyBands } from '../../../shared/planning/energy/weekly-bands.ts'
import { dateField, instantOf } from '../../format/zoned-instant.ts'
import { text } from '../../text/en.ts'
import type { PlanField, PlanForm } from './plan-form.ts'

/** A maintenance window as typed: from a clock time until the next time the clock shows the other. */
export interface TypedWindow {
  date: string
  from: string
  to: string
}

export const powerFigures = ['idleW', 'maxW', 'standbyW', 'shutdownS', 'iplS'] as const
export type PowerFigure = (typeof powerFigures)[number]
/** As typed; number fields answer "" when they are empty: not known. */
export type TypedPower = Record<PowerFigure, number | ''>

export interface StagedForm {
  /** Everybody comes home once the emptied servers were serviced. */
  returns: boolean
  serviceMinutes: number | ''
  /** Servers that are serviced in a rolling maintenance. */
  extent: 'all' | 'chosen'
  serverIds: readonly string[]
  windows: TypedWindow[]
  /** Partitions go home as soon as their server is serviced. */
  returnHome: boolean
  nights: boolean
  nightFrom: string
  nightTo: string
  weekends: boolean
  firstDay: string
  days: number | ''
  /** By server; those of whom nothing was typed are absent. */
  power: Record<string, TypedPower>
}

const DAY_MS = 86_400_000
const MOST_SERVICE_MINUTES = 100_000
const MOST_WATTS = 100_000
const MOST_SECONDS = 86_400

export const noPower = (): TypedPower => ({ idleW: '', maxW: '', standbyW: '', shutdownS: '', iplS: '' })

/** Figures as the fields show them. */
export const typedPower = ({ idleW, maxW, standbyW, shutdownS, iplS }: ServerPower): TypedPower => ({
  idleW: idleW ?? '',
  maxW: maxW ?? '',
  standbyW: standbyW ?? '',
  shutdownS: shutdownS ?? '',
  iplS: iplS ?? '',
})

/** What the form begins with; `date`: of the first window. */
export const firstStaged = (date: string, nowMs: number, zone: string): StagedForm => ({
  returns: false,
  serviceMinutes: 60,
  extent: 'all',
  serverIds: [],
  windows: [{ date, from: '22:00', to: '02:00' }],
  returnHome: false,
  nights: true,
  nightFrom: '20:00',
  nightTo: '06:00',
  weekends: true,
  firstDay: dateField(nowMs + DAY_MS, zone),
  days: 7,
  power: {},
})

/** A date so many days later; the same where it is no date. */
export function laterDate(date: string, days: number): string {
  const ms = Date.parse(`${date}T00:00Z`)
  return Number.isNaN(ms) ? date : new Date(ms + days * DAY_MS).toISOString().slice(0, 10)
}

/** A typed window as instants; null where one of its times does not exist. */
export function windowOf({ date, from, to }: TypedWindow, zone: string): PlanWindow | null {
  const startMs = instantOf(date, from, zone)
  const endMs = instantOf(to > from ? date : laterDate(date, 1), to, zone)
  return startMs === null || endMs === null || endMs <= startMs ? null : { startMs, endMs }
}

/** All windows in the order of their starts; those that are no times are left out. */
export const windowsOf = ({ staged, zone }: Pick<PlanForm, 'staged' | 'zone'>): readonly PlanWindow[] =>
  staged.windows.flatMap((one) => windowOf(one, zone) ?? []).toSorted((a, b) => a.startMs - b.startMs)

/** Times in which servers may be off, in order; empty while the fields say none. */
export function bandsOf({ staged, zone }: Pick<PlanForm, 'staged' | 'zone'>): readonly PlanWindow[] {
  const { nights, nightFrom, nightTo, weekends, firstDay, days } = staged
  if (!isDays(days) || (nights && !isNight(staged))) return []
  const week = { weekends, firstDay, days, zone, notBeforeMs: null }
  return weeklyBands({ ...week, nights: nights ? { from: nightFrom, to: nightTo } : null }) ?? []
}

const isDays = (days: number | ''): days is number =>
  days !== '' && Number.isInteger(days) && days >= 1 && days <= MOST_BAND_DAYS

const isNight = ({ nightFrom, nightTo }: StagedForm): boolean =>
  /^\d\d:\d\d$/.test(nightFrom) && /^\d\d:\d\d$/.test(nightTo) && nightFrom !== nightTo

/** What somebody typed of the servers' power; servers without any figure are left out. */
export function powerOf({ power }: StagedForm, serverIds: readonly string[]): ServerPower[] {
  const figure = (value: number | ''): number | null => (value === '' ? null : value)
  return serverIds.flatMap((serverId) => {
    const typed = power[serverId]
    if (typed === undefined || powerFigures.every((one) => typed[one] === '')) return []
    return [
      {
        serverId,
        idleW: figure(typed.idleW),
        maxW: figure(typed.maxW),
        standbyW: figure(typed.standbyW),
        shutdownS: figure(typed.shutdownS),
        iplS: figure(typed.iplS),
      },
    ]
  })
}

type Problems = readonly (readonly [PlanField, string])[]
const words = text.plans.form

const serviceProblems = ({ serviceMinutes }: StagedForm): Problems =>
  serviceMinutes !== '' &&
  Number.isInteger(serviceMinutes) &&
  serviceMinutes >= 0 &&
  serviceMinutes <= MOST_SERVICE_MINUTES
    ? []
    : [['service', words.serviceWrong]]

/** Of the service between emptying servers and bringing everybody home. */
export const returnProblems = ({ staged }: PlanForm): Problems =>
  staged.returns ? serviceProblems(staged) : []

export function maintenanceProblems({ staged, zone }: PlanForm): Problems {
  const { extent, serverIds, windows, serviceMinutes } = staged
  const found = windowProblem(
    windows.map((one) => windowOf(one, zone)),
    serviceMinutes || 0,
  )
  return [
    ...(extent === 'chosen' && serverIds.length === 0 ? [['serviced', words.servicedNeeded] as const] : []),
    ...serviceProblems(staged),
    ...(found === null ? [] : [['windows', found] as const]),
  ]
}

function windowProblem(windows: readonly (PlanWindow | null)[], serviceMinutes: number): string | null {
  if (windows.length === 0) return words.windowsNeeded
  const wrong = windows.indexOf(null)
  if (wrong >= 0) return words.windowTimeWrong(wrong + 1)
  const known = windows
    .flatMap((one, at) => (one === null ? [] : [{ ...one, nth: at + 1 }]))
    .toSorted((a, b) => a.startMs - b.startMs)
  const late = known.find((one, at) => one.startMs < (known[at - 1]?.endMs ?? -Infinity))
  if (late !== undefined) return words.windowsOverlap(late.nth)
  const short = known.find(({ startMs, endMs }) => endMs - startMs <= serviceMinutes * 60_000)
  return short === undefined ? null : words.windowShort(short.nth)
}

export function energyProblems(form: PlanForm): Problems {
  const bands = bandProblem(form)
  const power = powerProblem(form.staged)
  return [
    ...(bands === null ? [] : [['bands', bands] as const]),
    ...(power ? [['power', words.powerWrong] as const] : []),
  ]
}

function bandProblem(form: PlanForm): string | null {
  const { staged } = form
  if (!staged.nights && !staged.weekends) return words.bandsNeeded
  if (!isDays(staged.days)) return words.bandDaysWrong(MOST_BAND_DAYS)
  if (staged.nights && !isNight(staged)) return words.nightWrong
  return bandsOf(form).length === 0 ? words.bandsNone : null
}

const powerProblem = ({ power }: StagedForm): boolean => Object.values(power).some(isPowerWrong)

/** Whether a figure is out of range, or the three powers contradict each other. */
export function isPowerWrong({ idleW, maxW, standbyW, shutdownS, iplS }: TypedPower): boolean {
  const isOut = (value: number | '', most: number): boolean => value !== '' && !(value >= 0 && value <= most)
  const seconds = [shutdownS, iplS]
  if ([idleW, maxW, standbyW].some((one) => isOut(one, MOST_WATTS))) return true
  if (seconds.some((one) => isOut(one, MOST_SECONDS) || (one !== '' && !Number.isInteger(one)))) return true
  const running = idleW === '' ? maxW : idleW
  return (
    (idleW !== '' && maxW !== '' && maxW < idleW) || (standbyW !== '' && running !== '' && standbyW > running)
  )
}
