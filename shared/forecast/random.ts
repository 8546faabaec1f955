import { log } from './exact-math.ts'

/** Next number of a stream, uniform in (0, 1): never 0, never 1. */
export type RandomStream = () => number

/** Scrambles 32 bits; every input bit reaches every output bit (finalizer of MurmurHash3, public domain). */
function scramble(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** A seed of 32 bits for a named stream: the same seed and name give the same stream everywhere. */
export function streamSeed(seed: number, name: string): number {
  let hash = scramble(seed ^ 0x9e3779b9) ^ scramble(Math.floor(seed / 2 ** 32) + 0x7f4a7c15)
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return scramble(hash ^ name.length)
}

/** xoshiro128** (Blackman and Vigna, 2018) seeded by a Weyl sequence; 53 bits per number. */
export function randomStream(seed: number): RandomStream {
  let weyl = seed | 0
  const nextSeed = () => scramble((weyl = (weyl + 0x9e3779b9) | 0))
  let a = nextSeed()
  let b = nextSeed()
  let c = nextSeed()
  let d = nextSeed() | 1
  const bits = (): number => {
    const times5 = Math.imul(b, 5)
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
  return () => ((bits() >>> 6) * 2 ** 27 + (bits() >>> 5) + 0.5) / 2 ** 53
}

/**
 * Stratified numbers, a Latin hypercube's column: `count` numbers in (0, 1), exactly one in each of `count` equal
 * strata, in random order.
 */
export function stratifiedColumn(seed: number, count: number): Float64Array {
  const random = randomStream(seed)
  const column = new Float64Array(count)
  for (let i = 0; i < count; i += 1) {
    // Shuffling while filling (Fisher-Yates, inside out).
    const j = Math.floor(random() * (i + 1))
    column[i] = column[j]!
    column[j] = i
  }
  for (let i = 0; i < count; i += 1) column[i] = (column[i]! + random()) / count
  return column
}

const CENTRE_TOP = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
const CENTRE_BOTTOM = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
]
const TAIL_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
]
const TAIL_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
]
const FAR_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
const FAR_BOTTOM = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
]

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let i = coefficients.length - 1; i >= 0; i -= 1) sum = sum * x + coefficients[i]!
  return sum
}

/**
 * Quantile of the standard normal distribution at `p` in (0, 1), to about 1e-15 relative.
 * Source of the method and its coefficients: Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
 */
export function inverseNormal(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r)
  }
  const distance = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const size =
    distance <= 5
      ? polynomial(TAIL_TOP, distance - 1.6) / polynomial(TAIL_BOTTOM, distance - 1.6)
      : polynomial(FAR_TOP, distance - 5) / polynomial(FAR_BOTTOM, distance - 5)
  return q < 0 ? -size : size
}
