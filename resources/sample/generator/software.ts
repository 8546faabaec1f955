/** Operating system levels and processor compatibility modes. */
import type { Blueprint } from './blueprints.ts'
import type { Random } from './random.ts'
import type { OsRelease, Resident } from './roster.ts'
import { hasTrouble } from './troubles.ts'

const osVersions: Readonly<Record<OsRelease, string>> = {
  aix71: 'AIX 7.1 7100-05-12-2336',
  aix72: 'AIX 7.2 7200-05-07-2346',
  aix73: 'AIX 7.3 7300-02-02-2420',
  sles: 'Linux/SuSE 5.14.21-150500.55.83-default 15.5',
  rhel8: 'Linux/Red Hat 4.18.0-553.16.1.el8_10.ppc64le 8.10',
  rhel9: 'Linux/Red Hat 5.14.0-427.33.1.el9_4.ppc64le 9.4',
  ibmi74: 'IBM i Licensed Internal Code 7.4.0 520 0',
  ibmi75: 'IBM i Licensed Internal Code 7.5.0 420 0',
}

/** os_version as the HMC shows it. */
export function osVersionOf(os: OsRelease): string {
  return osVersions[os]
}

export interface Modes {
  readonly currentMode: string
  readonly desiredMode: string
}

const pinned = (mode: string): Modes => ({ currentMode: mode, desiredMode: mode })

/** Current and preferred mode: most partitions take what the server offers, careful shops pin an older mode. */
export function modesFor(resident: Resident, blueprint: Blueprint, random: Random): Modes {
  const native: Modes = { currentMode: blueprint.modes.at(-1) ?? 'default', desiredMode: 'default' }
  const draw = random.next()
  if (
    blueprint.generation === 'POWER9' &&
    hasTrouble('mode unknown to targets', resident.name, blueprint.name)
  )
    return pinned('POWER7')
  if (resident.name.startsWith('esb-prd')) return native
  switch (blueprint.generation) {
    case 'POWER8':
      return resident.os === 'aix71' && draw < 0.5 ? pinned('POWER7') : native
    case 'POWER9':
      return draw < 0.6 ? native : pinned(draw < 0.85 ? 'POWER9_base' : 'POWER8')
    case 'Power10':
      return draw < 0.4 ? native : pinned(draw < 0.8 ? 'POWER9' : 'POWER9_base')
    case 'Power11':
      return draw < 0.6 ? native : pinned('POWER10')
  }
}
