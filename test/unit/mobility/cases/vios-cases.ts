/** The VIOS of both servers: connection, redundancy, level, movers. */
import { aPartition, aScsiAdapter, betaId } from '../../../support/fleet-builder.ts'
import type { Change } from '../../../support/mobility-cases.ts'
import { partition, source, sourceVios, target, targetVios, type CaseTable } from './case.ts'

const links = (linkGbps: number | null): Change => ({
  ...targetVios({ linkGbps }),
  ...sourceVios({ linkGbps }),
})
const level11 = (level: string): Change => ({
  ...target({ generation: 'POWER11' }),
  ...targetVios({ level }),
})
/** No VIOS of the target is a mover, but a row of the target has no lpar_env: it may be one. */
const unsorted: Change = {
  ...targetVios({ mover: false }),
  others: [aPartition({ serverId: betaId, lparId: 30, os: null, environment: null })],
}
/** No VIOS of the target is a mover, but a partition there has a disk from a third VIOS. */
const unlisted: Change = {
  ...targetVios({ mover: false }),
  others: [
    aPartition({
      serverId: betaId,
      lparId: 30,
      virtualScsi: [aScsiAdapter({ viosLparId: 3, viosName: 'vios3' })],
    }),
  ],
}

export const viosCases: CaseTable = {
  'TGT-VIOS-RED': {
    pass: [
      [{}, 'pass'],
      [{ ...partition({ virtualScsi: [] }), secondTargetVios: { state: 'not activated' } }, 'pass'],
    ],
    trouble: [[{ secondTargetVios: { state: 'not activated' } }, 'warn']],
    unknown: [
      [{ secondTargetVios: { state: null } }, 'unknown'],
      [partition({ virtualScsi: null }), 'unknown'],
      [{ withoutVios: 'target' }, 'unknown'],
    ],
    boundary: [
      [
        [{ secondTargetVios: { state: 'running' } }, 'pass'],
        [{ secondTargetVios: { state: 'not activated' } }, 'warn'],
      ],
    ],
  },
  'TGT-VIOS-RMC': {
    pass: [
      [{}, 'pass'],
      [{ sourceVios: { rmcState: 'inactive' }, ...partition({ virtualScsi: [] }) }, 'pass'],
      [{ secondTargetVios: { rmcState: null } }, 'pass'],
    ],
    trouble: [
      [{ sourceVios: { rmcState: 'inactive' } }, 'block'],
      [targetVios({ rmcState: 'inactive' }), 'block'],
      [{ secondTargetVios: { rmcState: 'inactive' } }, 'warn'],
    ],
    unknown: [
      [{ sourceVios: { rmcState: null } }, 'unknown'],
      [targetVios({ rmcState: null }), 'unknown'],
      [{ withoutVios: 'target' }, 'unknown'],
      [{ withoutVios: 'source' }, 'unknown'],
    ],
    boundary: [
      [
        [{ ...targetVios({ rmcState: 'inactive' }), secondTargetVios: { rmcState: 'active' } }, 'warn'],
        [targetVios({ rmcState: 'inactive' }), 'block'],
      ],
    ],
  },
  'TGT-VIOS-LVL': {
    pass: [
      [{}, 'pass'],
      [targetVios({ level: '2.2.2.0' }), 'pass'],
      [{ ...target({ generation: 'POWER11' }), ...targetVios({ level: '4.1.0.10' }) }, 'pass'],
    ],
    trouble: [
      [targetVios({ level: '2.2.1.9' }), 'warn'],
      [target({ generation: 'POWER11' }), 'warn'],
    ],
    unknown: [
      [targetVios({ level: null }), 'unknown'],
      [target({ generation: null }), 'unknown'],
      [sourceVios({ level: null }), 'unknown'],
      [sourceVios({ level: 'unreadable' }), 'unknown'],
    ],
    boundary: [
      [
        [targetVios({ level: '2.2.2.0' }), 'pass'],
        [targetVios({ level: '2.2.1.9' }), 'warn'],
      ],
      [
        [level11('4.1.0.0'), 'pass'],
        [level11('4.0.9.9'), 'warn'],
      ],
    ],
  },
  'MSP-PAIR': {
    pass: [
      [{}, 'pass'],
      [targetVios({ rmcState: null }), 'pass'],
      [{ secondTargetVios: { rmcState: 'inactive' } }, 'pass'],
      [{ ...targetVios({ mover: null }), secondTargetVios: { mover: true } }, 'pass'],
      [targetVios({ mover: false }), 'not asked', 'inactive'],
      [{ ...unsorted, ...targetVios({ mover: true }) }, 'pass'],
    ],
    trouble: [
      [targetVios({ mover: false }), 'block'],
      [{ sourceVios: { mover: false } }, 'block'],
      [targetVios({ state: 'not activated' }), 'block'],
      [targetVios({ rmcState: 'inactive' }), 'block'],
    ],
    unknown: [
      [targetVios({ mover: null }), 'unknown'],
      [sourceVios({ mover: null }), 'unknown'],
      [{ withoutVios: 'target' }, 'unknown'],
      [unsorted, 'unknown'],
      [unlisted, 'unknown'],
    ],
    boundary: [
      [
        [{ ...targetVios({ mover: false }), secondTargetVios: { mover: true } }, 'pass'],
        [targetVios({ mover: false }), 'block'],
      ],
    ],
  },
  'MSP-RED': {
    pass: [
      [{ secondTargetVios: { rmcState: 'inactive' } }, 'note'],
      [{}, 'pass'],
      [{ secondTargetVios: { mover: false } }, 'note'],
    ],
    trouble: { none: 'it informs: one mover is enough to move' },
    unknown: [
      [{ secondTargetVios: { mover: null } }, 'unknown'],
      [sourceVios({ mover: null }), 'unknown'],
    ],
    boundary: [
      [
        [{}, 'pass'],
        [{ secondTargetVios: { mover: false } }, 'note'],
      ],
    ],
  },
  'MSP-CONC-VIOS': {
    pass: [
      [{}, 'pass'],
      [targetVios({ moverSlots: null }), 'pass'],
      [targetVios({ moverSlots: 4, linkGbps: 1 }), 'pass'],
      [targetVios({ moverSlots: 4, linkGbps: null }), 'pass'],
    ],
    trouble: [
      [targetVios({ moverSlots: 5, linkGbps: 1 }), 'warn'],
      [targetVios({ moverSlots: null, linkGbps: 1 }), 'warn'],
    ],
    unknown: [
      [targetVios({ moverSlots: null, level: null }), 'unknown'],
      [targetVios({ moverSlots: 5, linkGbps: null }), 'unknown'],
      [sourceVios({ moverSlots: null, level: null }), 'unknown'],
      [sourceVios({ moverSlots: 5, linkGbps: null }), 'unknown'],
      [targetVios({ mover: false }), 'unknown'],
    ],
    boundary: [
      [
        [targetVios({ moverSlots: 4, linkGbps: 1 }), 'pass'],
        [targetVios({ moverSlots: 5, linkGbps: 1 }), 'warn'],
      ],
    ],
  },
  'MSP-CONC-SYS': {
    pass: [
      [{}, 'pass'],
      [target({ maxActiveMigrations: 8, activeMigrationsInProgress: 7 }), 'pass'],
    ],
    trouble: [
      [target({ maxActiveMigrations: 0 }), 'block'],
      [target({ maxActiveMigrations: 8, activeMigrationsInProgress: 8 }), 'warn'],
      [target({ maxFirmwareActiveMigrations: 0 }), 'block'],
    ],
    unknown: [
      [target({ activeMigrationsInProgress: null }), 'unknown'],
      [target({ maxActiveMigrations: null }), 'unknown'],
      [source({ maxActiveMigrations: null }), 'unknown'],
    ],
    boundary: [
      [
        [target({ maxActiveMigrations: 8, activeMigrationsInProgress: 7 }), 'pass'],
        [target({ maxActiveMigrations: 8, activeMigrationsInProgress: 8 }), 'warn'],
      ],
      [
        [target({ maxActiveMigrations: 1 }), 'pass'],
        [target({ maxActiveMigrations: 0 }), 'block'],
      ],
    ],
  },
  'MSP-CONC-I': {
    pass: [[{}, 'pass', 'inactive']],
    trouble: [[target({ maxInactiveMigrations: 0 }), 'block', 'inactive']],
    unknown: [
      [target({ maxInactiveMigrations: null }), 'unknown', 'inactive'],
      [source({ inactiveMigrationsInProgress: null }), 'unknown', 'inactive'],
    ],
    boundary: [
      [
        [target({ maxInactiveMigrations: 4, inactiveMigrationsInProgress: 3 }), 'pass', 'inactive'],
        [target({ maxInactiveMigrations: 4, inactiveMigrationsInProgress: 4 }), 'warn', 'inactive'],
      ],
      [
        [target({ maxInactiveMigrations: 1 }), 'pass', 'inactive'],
        [target({ maxInactiveMigrations: 0 }), 'block', 'inactive'],
      ],
    ],
  },
  'MSP-SPEED': {
    pass: [
      [{}, 'pass'],
      [{ ...targetVios({ linkGbps: 10 }), sourceVios: { linkGbps: 10 } }, 'pass'],
    ],
    trouble: [
      [targetVios({ linkGbps: 10 }), 'warn'],
      [{ ...targetVios({ linkGbps: 1 }), sourceVios: { linkGbps: 1 } }, 'warn'],
    ],
    unknown: [
      [targetVios({ linkGbps: null }), 'unknown'],
      [sourceVios({ linkGbps: null }), 'unknown'],
    ],
    boundary: [
      [
        [links(10), 'pass'],
        [links(9), 'warn'],
      ],
      [
        [links(25), 'pass'],
        [{ ...links(25), ...targetVios({ linkGbps: 26 }) }, 'warn'],
      ],
    ],
  },
}
