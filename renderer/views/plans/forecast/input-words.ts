import { number, range, thin } from '../../../format/number.ts'
import type { TornadoBar } from '../../../charts/tornado.ts'
import { rangeText } from '../../assumptions/assumption-units.ts'

/** Unit of factors that many resources share: a share of their middle. */
const relative = 'of the middle'

/** The range of an uncertain input in its own unit: "31 – 78 %", "140 – 1,100 MB/s", "28 – 170 s". */
export function inputRange({ influence: { low, high, unit } }: TornadoBar): string {
  const whole = (share: number): string => number(share * 100)
  if (unit === relative) return `${range(whole(low), whole(high), '%')} ${relative}`
  if (unit === 'share' || unit === 'B/s') {
    const tidy = (value: number): number => Number(value.toPrecision(2))
    return rangeText(tidy(low), tidy(high), unit)
  }
  const decimals = Math.max(Math.abs(low), Math.abs(high)) < 10 ? 1 : 0
  return range(number(low, decimals), number(high, decimals)) + thin + unit
}
