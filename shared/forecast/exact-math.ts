/**
 * Exponential and logarithm out of the operations IEEE 754 defines to the last bit. The language leaves `Math.exp` and
 * `Math.log` to the host: Node and Chromium differ in the last digit for one argument of ten, and a forecast has to be
 * the same on both. Exact to about two units in the last place.
 */

// ln 2 in two parts, the first with so few digits that small multiples of it are exact.
const LN2_HIGH = 0.69314718036912381649
const LN2_LOW = 1.90821492927058770002e-10
const LARGEST = 709.8
const SMALLEST = -745.2

/** (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2: the series r^n / (n + 2)!, thirteen terms. Written out: it is called for every pass of every move. */
function rest(r: number): number {
  let sum = r / 14 + 1
  sum = (sum * r) / 13 + 1
  sum = (sum * r) / 12 + 1
  sum = (sum * r) / 11 + 1
  sum = (sum * r) / 10 + 1
  sum = (sum * r) / 9 + 1
  sum = (sum * r) / 8 + 1
  sum = (sum * r) / 7 + 1
  sum = (sum * r) / 6 + 1
  sum = (sum * r) / 5 + 1
  sum = (sum * r) / 4 + 1
  sum = (sum * r) / 3 + 1
  return sum / 2
}

/** e^x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > LARGEST) return Infinity
  if (x < SMALLEST) return 0
  const k = Math.round(x / (LN2_HIGH + LN2_LOW))
  const r = x - k * LN2_HIGH - k * LN2_LOW
  const small = 1 + (r + r * r * rest(r))
  // In two steps, as 2^k alone leaves the numbers at their ends.
  const half = Math.trunc(k / 2)
  return small * 2 ** half * 2 ** (k - half)
}

/** e^x - 1, with all its digits near 0. */
export function expm1(x: number): number {
  return Math.abs(x) < LN2_HIGH / 2 ? x + x * x * rest(x) : exp(x) - 1
}

const parts = new DataView(new ArrayBuffer(8))
/** Terms of the series of ln((1 + s) / (1 - s)) for |s| <= 0.1716. */
const ODD_TERMS = 12
const TWO_54 = 2 ** 54

/** Natural logarithm. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x === Infinity ? x : Number.NaN
  if (x < 2 ** -1022) return log(x * TWO_54) - 54 * LN2_LOW - 54 * LN2_HIGH
  parts.setFloat64(0, x)
  const high = parts.getUint32(0)
  let exponent = (high >>> 20) - 1023
  parts.setUint32(0, (high & 0xfffff) | 0x3ff00000)
  let mantissa = parts.getFloat64(0)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent += 1
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum = 0
  for (let n = ODD_TERMS; n >= 1; n -= 1) sum = sum * square + 1 / (2 * n + 1)
  return exponent * LN2_HIGH + (2 * s + (2 * s * square * sum + exponent * LN2_LOW))
}

/** x^y for x > 0: as exact as |y ln x| is small. */
export function power(x: number, y: number): number {
  return x === 1 || y === 0 ? 1 : exp(y * log(x))
}
