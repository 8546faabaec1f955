/** The energy of all bands of a plan together. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import type { PlannedEnergy, ServerKwh } from '../../plan/staged-plan.ts'
import type { BandEnergy } from './band-energy.ts'

/** Undefined where no server is touched, or the watts of none of them are known. */
export function plannedEnergy(index: FleetIndex, bands: readonly BandEnergy[]): PlannedEnergy | undefined {
  const rows = Map.groupBy(
    bands.flatMap(({ servers }) => servers),
    ({ serverId }) => serverId,
  )
  const servers = index.fleet.servers.flatMap(({ id, name }): ServerKwh[] => {
    const own = rows.get(id)
    if (own === undefined) return []
    return [
      {
        serverId: id,
        serverName: name,
        offS: own.reduce((sum, { offS }) => sum + offS, 0),
        withoutKwh: total(own.map(({ withoutKwh }) => withoutKwh)),
        withKwh: total(own.map(({ withKwh }) => withKwh)),
      },
    ]
  })
  if (!servers.some(({ withKwh }) => withKwh !== null)) return undefined
  const migrationKwh = bands.reduce((sum, band) => sum + band.migrationKwh, 0)
  const withoutKwh = total(servers.map((one) => one.withoutKwh))
  const drawn = total(servers.map((one) => one.withKwh))
  const withKwh = drawn === null ? null : drawn + migrationKwh
  const netKwh = withoutKwh === null || withKwh === null ? null : withoutKwh - withKwh
  return { servers, migrationKwh, withoutKwh, withKwh, netKwh }
}

/** Servers of which being off costs more than it saves, for certain. */
export const losersOf = ({ servers }: BandEnergy): readonly ServerId[] =>
  servers.filter(({ gainKwh }) => gainKwh !== null && gainKwh < 0).map(({ serverId }) => serverId)

const total = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)
