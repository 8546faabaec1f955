import { expect, it } from 'vitest'
import { localEndMinute, localMinute } from '../../../electron/exporters/instants.ts'
import { clock, endClock } from '../../../renderer/format/instant.ts'
import { endMinute } from '../../../shared/plan/end-minute.ts'

const at = (clockTime: string): number => Date.parse(`2026-03-15T${clockTime}Z`)

it('an end is shown at the next full minute, never before it', () => {
  expect(endMinute(at('04:17:00'))).toBe(at('04:17:00'))
  expect(endMinute(at('04:17:00.001'))).toBe(at('04:18:00'))
  expect(endMinute(at('04:17:59.999'))).toBe(at('04:18:00'))
})

it('a full minute that a sum of seconds misses by less than a millisecond stays', () => {
  expect(endMinute(at('04:17:00') + 0.000_4)).toBe(at('04:17:00'))
})

it('window and exports round alike, also over midnight, and leave other times as they are', () => {
  const late = at('23:59:01')
  expect([endClock(late, 'UTC'), clock(late, 'UTC')]).toEqual(['00:00', '23:59'])
  expect([localEndMinute(late, 'UTC'), localMinute(late, 'UTC')]).toEqual([
    '2026-03-16 00:00',
    '2026-03-15 23:59',
  ])
})
