import type { Generation } from './fleet.ts'

/**
 * Release number in a firmware level: "VL950_FW950.40 (99)" and "01VL950_099" are 950, "SV860_FW860.81 (215)" is 860.
 * null where the text names none. Forms: domain.md 2.1 (SystemFirmware) and 1.1 (lslic).
 */
export function firmwareReleaseOf(firmware: string): number | null {
  const named =
    /FW(\d{3,4})(?!\d)/i.exec(firmware) ?? /^(?:\d\d)?[A-Z]{2}(\d{3,4})(?!\d)/i.exec(firmware.trim())
  return named?.[1] === undefined ? null : Number(named[1])
}

const releaseRanges: readonly (readonly [from: number, to: number, generation: Generation])[] = [
  [300, 399, 'POWER6'],
  [700, 799, 'POWER7'],
  [800, 899, 'POWER8'],
  [900, 999, 'POWER9'],
  [1000, 1099, 'POWER10'],
  [1100, 1199, 'POWER11'],
]

/**
 * Processor generation of a system, from its firmware release (domain.md 3.2: 7xx is POWER7 ... 11xx Power11), else
 * from the newest processor compatibility mode it offers, which is its own. null where neither tells.
 */
export function generationOf(release: number | null, modes: readonly string[] | null): Generation | null {
  if (release !== null) {
    const range = releaseRanges.find(([from, to]) => release >= from && release <= to)
    if (range !== undefined) return range[2]
  }
  const newest = Math.max(0, ...(modes ?? []).map((mode) => Number(/^POWER(\d+)/.exec(mode)?.[1] ?? 0)))
  const name = `POWER${newest}`
  return releaseRanges.find((range) => range[2] === name)?.[2] ?? null
}
