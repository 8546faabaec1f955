/** ManagementConsole objects: the level of the HMC, and by links the systems it manages. */
import type { ObjectReader } from './object-reader.ts'
import { hostOf } from './managed-system.ts'
import { at, childrenOf, idInLink } from './uom-element.ts'

const VERSION = 'VersionInfo'

export function readManagementConsole(reader: ObjectReader): void {
  const hmcLevel = levelOf(reader)
  if (hmcLevel === null) return
  const hmc = reader.context.hmc ?? hostOf(reader.selfLinks)
  const origin = reader.origin()
  const lines = reader.lines({ hmcLevel: [VERSION] })
  for (const link of childrenOf(at(reader.root, 'ManagedSystems'), 'link')) {
    const uuid = idInLink(link.href, 'ManagedSystem')
    if (uuid === null) continue
    const values = { hmcLevel, ...(hmc === null ? {} : { hmcs: [hmc] }) }
    reader.emit({ entity: 'server', server: { uuid }, values, origin, lines })
  }
}

/** "9.1.942" of version 9, release 1 and the service pack called 942, the way `lshmc -V` counts. */
function levelOf(reader: ObjectReader): string | null {
  const version = reader.whole([VERSION, 'Version'])
  const release = reader.whole([VERSION, 'Release'])
  if (version === null || release === null) return null
  const servicePack = /^\d+$/.exec(reader.known([VERSION, 'ServicePackName']) ?? '')?.[0]
  return [
    version,
    release,
    ...(servicePack === undefined || Number(servicePack) === 0 ? [] : [servicePack]),
  ].join('.')
}
