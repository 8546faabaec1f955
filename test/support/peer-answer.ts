export type PeerAnswer = {
  makespan: number
  rows: { name: string; start: number; end: number; duration: number; down: number }[]
}
/** Reads SimGrid's answer: one row per machine and a comment line with the makespan. */
export function readPeerAnswer(csv: string): PeerAnswer {
  const lines = csv.trim().split('\n')
  const rows = lines
    .slice(1)
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [name, ...numbers] = line.split(',') as [string, ...string[]]
      const [start, end, duration, down] = numbers.map(Number) as [number, number, number, number]
      return { name, start, end, duration, down }
    })
  const makespan = Number(/makespan_s=([\d.]+)/.exec(csv)?.[1] ?? NaN)
  return { makespan, rows }
}
