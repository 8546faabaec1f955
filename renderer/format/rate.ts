import { noData, number, thin } from './number.ts'

/** Rate of a link: bytes per second as "10.7 Gb/s"; "no data" for null. */
export function linkRate(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? noData : number((bytesPerSecond * 8) / 1e9, 1) + thin + 'Gb/s'
}

/** Rate of a mover: bytes per second as "725 MB/s"; "no data" for null. */
export function moverRate(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? noData : number(bytesPerSecond / 1e6) + thin + 'MB/s'
}
