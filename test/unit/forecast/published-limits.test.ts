/** Moves at once where nothing was imported: typed before published, and the published table is the catalogue's. */
import { describe, expect, it } from 'vitest'
import { dataParts } from '../../../electron/workers/parts/data-parts.ts'
import { assumptionCatalogue } from '../../../shared/forecast/assumption-catalogue.ts'
import { noAssumptions, type Assumptions } from '../../../shared/forecast/assumption.ts'
import {
  activeLimit,
  anyMoverLimit,
  inactiveLimit,
  moverLimit,
} from '../../../shared/forecast/migration-limits.ts'
import { shippedLimits, withLimits } from '../../../shared/forecast/published-limits.ts'
import { emptyFleet, type CatalogueEdit } from '../../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import { aServer, aVios } from '../../support/fleet-builder.ts'

const changed = (key: string, value: string): Assumptions => {
  const edit: CatalogueEdit = { table: 'mobility-levels', key, value, reason: null }
  const limits = dataParts.limitsOf({ ...emptyFleet, catalogueEdits: [edit] })
  return limits === null ? noAssumptions : { ...noAssumptions, limits }
}
const silent = { maxActiveMigrations: null, maxFirmwareActiveMigrations: null, maxInactiveMigrations: null }
const server = (firmwareRelease: number | null) => aServer({ ...silent, firmwareRelease })
const mover = (level: string | null, linkGbps: number | null = 10) =>
  aVios({ moverSlots: null, level, linkGbps })

describe('the shipped table', () => {
  it('is the one of the catalogue', () => {
    expect(defaultCatalogue.levels.data).toMatchObject(shippedLimits)
    expect(dataParts.limitsOf(emptyFleet)).toBeNull()
  })

  it('gives the defaults the parameters say', () => {
    expect(withLimits(assumptionCatalogue, shippedLimits)).toEqual(assumptionCatalogue)
  })

  it.each([
    [730, 8],
    [760, 16],
    [null, 16],
  ])('active moves with firmware %s: %i', (release, moves) => {
    expect(activeLimit(server(release), noAssumptions).value).toBe(moves)
  })

  it.each([
    ['2.2.1.9', 10, 4],
    ['2.2.2.0', 10, 8],
    ['4.1.0.10', 1, 4],
    [null, null, 8],
  ])('a mover of level %s on %s Gb/s: %i', (level, link, moves) => {
    expect(moverLimit(mover(level, link), noAssumptions).value).toBe(moves)
  })
})

describe('a changed table', () => {
  it('is what planner, referee and forecast count with', () => {
    expect(moverLimit(mover('3.1.4'), changed('movesPerMover/2.2.2.0', '12')).value).toBe(12)
    expect(anyMoverLimit('s', changed('movesPerMover/2.2.2.0', '12')).value).toBe(12)
    expect(moverLimit(mover('2.1'), changed('movesPerMover/0', '2')).value).toBe(2)
    expect(moverLimit(mover('3.1.4', 1), changed('movesOnOneGigabit', '1')).value).toBe(1)
    expect(activeLimit(server(950), changed('activeMovesPerServer/760', '32')).value).toBe(32)
    expect(inactiveLimit(server(950), changed('inactiveMovesPerServer', '6')).value).toBe(6)
  })

  it('stands behind an import and behind what was typed for the server', () => {
    const limits = changed('movesPerMover/2.2.2.0', '12')
    expect(moverLimit(aVios({ moverSlots: 5 }), limits).value).toBe(5)
    const vios = mover('3.1.4')
    const typed: Assumptions = {
      ...limits,
      overrides: [{ key: 'slots.mover', scope: 'server', scopeId: vios.serverId, value: 3, reason: null }],
    }
    expect(moverLimit(vios, typed).value).toBe(3)
  })

  it('shows in the list of parameters', () => {
    const { limits = shippedLimits } = changed('movesPerMover/2.2.2.0', '12')
    const shown = withLimits(assumptionCatalogue, limits).find((one) => one.key === 'slots.mover')
    expect(shown?.defaultValue).toBe(12)
  })
})
