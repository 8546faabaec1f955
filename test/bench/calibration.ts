/**
 * Milliseconds of a fixed piece of work that has nothing to do with the engine: 300,000 steps of sorting by insertion
 * into a ring of doubles. A figure divided by it can be compared between machines, and between busy and quiet times.
 */
export function calibrationMs(): number {
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now()
    work()
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}

function work(): number {
  const ring = new Float64Array(64)
  let state = 1
  for (let step = 0; step < 300_000; step += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const value = state / 4294967296
    let at = step & 63
    while (at > 0 && ring[at - 1]! > value) {
      ring[at] = ring[at - 1]!
      at -= 1
    }
    ring[at] = value
  }
  return ring[0]!
}
