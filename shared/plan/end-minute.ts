const minuteMs = 60_000

/**
 * The instant an end is shown as where only minutes are shown: the next full minute. Cut off, 04:17:40 would read 04:17,
 * and who relies on it would be 40 s too early. Whole milliseconds first: a sum of seconds may miss a minute by less.
 */
export const endMinute = (ms: number): number => Math.ceil(Math.round(ms) / minuteMs) * minuteMs
