import { z } from 'zod'
import { namesOf, type Named, type References, type RuleCommon } from './common.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Every week on these days, by the clock of the rule's zone; an end that is not after the start is on the next day. */
export interface WeeklyPeriod {
  readonly days: readonly Weekday[]
  /** "22:00". */
  readonly from: string
  /** "02:00"; "24:00" is the end of the day. */
  readonly to: string
}

/** Once, by the clock of the rule's zone: "2026-03-14T22:00". */
export interface DatedPeriod {
  readonly from: string
  readonly to: string
}

export type Period = WeeklyPeriod | DatedPeriod

interface Timed extends RuleCommon {
  /** IANA zone. */
  readonly zone: string
  readonly periods: readonly Period[]
  /** Whose moves; with `servers`, those too that leave or reach one of them. Both empty: every move. */
  readonly partitions: readonly Named[]
  readonly servers: readonly Named[]
}

/** Moves run within one of these periods from start to end. */
export interface WindowRule extends Timed {
  readonly kind: 'window'
}

/** No move runs in any of these periods. */
export interface BlackoutRule extends Timed {
  readonly kind: 'blackout'
}

export type TimeRule = WindowRule | BlackoutRule

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day is written 22:00')
const endClock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of the day is written 22:00')
const local = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'a local time is written 2026-03-14T22:00')
  .refine((text) => isDay(text.slice(0, 10)), { message: 'there is no such day' })

/** Whether a date of the calendar is written: "2026-02-30" is none. */
const isDay = (text: string): boolean => {
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

const period = z.union([
  z
    .strictObject({ days: z.array(z.enum(weekdays)).min(1).max(7), from: clock, to: endClock })
    .refine(({ from, to }) => from !== to, { message: 'the period begins and ends at the same time' }),
  z
    .strictObject({ from: local, to: local })
    .refine(({ from, to }) => from < to, { message: 'the period ends before it begins' }),
])

/** Whether a zone is known here. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const timed = <T>({ any }: References<T>) => ({
  zone: z
    .string()
    .min(1)
    .max(60)
    .refine(isZone, { message: 'this is no IANA time zone, such as Europe/Berlin' }),
  periods: z.array(period).min(1).max(500),
  partitions: any,
  servers: any,
})

export const windowShape = <T>(references: References<T>) => ({
  kind: z.literal('window'),
  ...timed(references),
})

export const blackoutShape = <T>(references: References<T>) => ({
  kind: z.literal('blackout'),
  ...timed(references),
})

export const windowSentence = (rule: WindowRule): string =>
  `Moves${ofWhom(rule)} run only ${periodsOf(rule)} (${rule.zone})`

export const blackoutSentence = (rule: BlackoutRule): string =>
  `No move${ofWhom(rule)} runs ${periodsOf(rule)} (${rule.zone})`

function ofWhom({ partitions, servers }: TimeRule): string {
  const whose = [...partitions, ...servers]
  return whose.length === 0 ? '' : ` of ${namesOf(whose, 'or')}`
}

function periodsOf({ periods }: TimeRule): string {
  const words = periods.map(periodWords)
  return words.length <= 3 ? words.join(', ') : `${words.slice(0, 2).join(', ')} and ${words.length - 2} more`
}

function periodWords(one: Period): string {
  if (!('days' in one)) return `${one.from.replace('T', ' ')} to ${one.to.replace('T', ' ')}`
  const days = weekdays.filter((day) => one.days.includes(day)).map(capitalised)
  return `${days.length === 7 ? 'daily' : days.join('/')} ${one.from}–${one.to}`
}

const capitalised = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1)
