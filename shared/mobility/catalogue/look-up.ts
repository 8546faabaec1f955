/** Questions to the catalogue. */
import type { Generation, Server } from '../../inventory/fleet.ts'
import type { CompatModeRow, FirmwareCell, FirmwareRow, MobilityCatalogue } from './mobility-catalogue.ts'
import { compareLevels } from '../levels.ts'

/** Row of processor modes for a generation and firmware; null where the release decides and is not known. */
export function compatModeRow(catalogue: MobilityCatalogue, server: Server): CompatModeRow | null {
  const rows = catalogue.compatModes.data.filter((row) => row.generation === server.generation)
  if (rows.length === 1) return rows[0] ?? null
  const release = server.firmwareRelease
  if (release === null) return null
  const fits = (row: CompatModeRow) =>
    (row.fromRelease === null || release >= row.fromRelease) &&
    (row.toRelease === null || release <= row.toRelease)
  return rows.find(fits) ?? null
}

/** Row and cell of IBM's firmware matrix for a pair; null where the source's release has no row. */
export function firmwareCell(
  catalogue: MobilityCatalogue,
  source: { readonly generation: Generation; readonly release: number },
  target: Generation,
): { readonly row: FirmwareRow; readonly cell: FirmwareCell } | null {
  const row = catalogue.firmware.data.rows.find(
    (one) => one.generation === source.generation && one.releases.includes(source.release),
  )
  return row === undefined ? null : { row, cell: row.to[target] }
}

/** Cell of the POWER6/POWER7 detail: true blocked by code, false supported, null not in the matrix. */
export function blockedByCode(catalogue: MobilityCatalogue, source: number, target: number): boolean | null {
  const { columns, rows } = catalogue.firmware.data.power7
  const cell = rows.find((row) => row.from === source)?.cells[columns.indexOf(target)]
  return cell === undefined ? null : cell === 'B'
}

/** Moves a mover of this VIOS level takes at once unless it is configured otherwise. */
export function movesPerMover(catalogue: MobilityCatalogue, level: string): number {
  const rows = catalogue.levels.data.movesPerMover
  return rows.findLast((row) => compareLevels(level, row.fromLevel) >= 0)?.moves ?? 0
}

/** Lowest HMC level that manages a generation; null where the catalogue has no row for it. */
export function hmcLevelFor(catalogue: MobilityCatalogue, generation: Generation): string | null {
  return catalogue.levels.data.hmcForGeneration.find((row) => row.generation === generation)?.level ?? null
}
