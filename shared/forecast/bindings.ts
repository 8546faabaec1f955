import { NO_FLOWS, OWN_CEILING } from './fair-shares.ts'
import type { Binding } from './forecast.ts'
import type { IdList } from './id-list.ts'

/** Remembers what held back each class of flows, from when on. A move's part of it is cut out at the end. */
export class BindingRecorder {
  readonly #histories: History[]

  constructor(classCount: number) {
    this.#histories = Array.from({ length: classCount }, () => ({ t: [], held: [] }))
  }

  /** From `time` on, the classes in `changed` are held back by what `bottleneck` says. */
  record(time: number, changed: IdList, bottleneck: Int32Array): void {
    for (let i = 0; i < changed.length; i += 1) {
      const { t, held } = this.#histories[changed.ids[i]!]!
      const now = bottleneck[changed.ids[i]!]!
      const last = t.length - 1
      if (held[last] === now) continue
      if (t[last] === time) held[last] = now
      else {
        t.push(time)
        held.push(now)
      }
    }
  }

  /**
   * What held back a move on `route` in its `spans` of sending: begin, end, begin, ... (s); without a last end: for
   * good.
   */
  bindings(route: readonly number[], spans: readonly number[], resourceNames: readonly string[]): Binding[] {
    const bindings: Binding[] = []
    for (let span = 0; span < spans.length; span += 2) {
      for (const [path, flowClass] of route.entries()) {
        const cut = cutOut(this.#histories[flowClass]!, spans[span]!, spans[span + 1] ?? Infinity)
        for (const { from, to, held } of cut) {
          if (held === NO_FLOWS) continue
          const resource = held === OWN_CEILING ? null : resourceNames[held]!
          bindings.push({ from, to: to === Infinity ? null : to, path, resource })
        }
      }
    }
    return bindings
  }
}

type History = { readonly t: number[]; readonly held: number[] }

function cutOut(
  { t, held }: History,
  from: number,
  to: number,
): { from: number; to: number; held: number }[] {
  const cut: { from: number; to: number; held: number }[] = []
  // The last step at or before the beginning, found by halving: a class may have a long history.
  let low = 0
  let high = t.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (t[middle]! <= from) low = middle
    else high = middle
  }
  for (let i = low; i < t.length && t[i]! < to; i += 1) {
    const begin = Math.max(from, t[i]!)
    const end = Math.min(to, t[i + 1] ?? Infinity)
    const last = cut.at(-1)
    if (end <= begin) continue
    if (last !== undefined && last.held === held[i]) last.to = end
    else cut.push({ from: begin, to: end, held: held[i]! })
  }
  return cut
}
