/** Virtual SCSI disks, virtual Fibre Channel and the slots they take on the target. */
import type { Statement } from '../../../../shared/inventory/fleet.ts'
import {
  aBacking,
  aFibreChannelAdapter,
  alphaId,
  aPort,
  aScsiAdapter,
  betaId,
} from '../../../support/fleet-builder.ts'
import { answer, statement, type Change } from '../../../support/mobility-cases.ts'
import { backed, partition, targetVios, word, type CaseTable } from './case.ts'

const disk = (reservePolicy: string | null) => ({
  name: 'hdisk4',
  uniqueId: aBacking().uniqueId,
  sizeMib: null,
  reservePolicy,
})
const reserve = (here: string | null, there: string | null): Change => ({
  ...backed({}),
  sourceVios: { physicalVolumes: [disk(here)] },
  targetVios: { physicalVolumes: [disk(there)] },
})
/** A mapping without an identifier, and the lists of disks that may supply it. */
const unnamed = (here: ReturnType<typeof disk>[], there: ReturnType<typeof disk>[]): Change => ({
  ...backed({ uniqueId: null }),
  disksEverywhere: false,
  sourceVios: { physicalVolumes: here },
  targetVios: { physicalVolumes: there },
})
const elsewhere = { ...disk('no_reserve'), name: 'hdisk0', uniqueId: 'other' }
const npiv = (adapters = [aFibreChannelAdapter()]): Change =>
  partition({ virtualScsi: [], virtualFibreChannel: adapters })
const places = (availablePorts: number | null, npivReady: boolean | null = true): Change => ({
  ...npiv(),
  targetVios: { fibreChannelPorts: [] },
  secondTargetVios: { fibreChannelPorts: [aPort({ availablePorts, npivReady })] },
})
const zoning = (...statements: Statement[]): Change => ({ ...npiv(), statements })

/** A partition on a unit of a shared storage pool, with the clusters of the VIOS of both servers. */
const unit = (here: string | null, there: string | null): Change => ({
  ...backed({ kind: 'shared-pool-unit', name: 'lu1', uniqueId: null }),
  sourceVios: { clusterId: here },
  targetVios: { clusterId: there },
})

export const storageCases: CaseTable = {
  'SRC-VSCSI-LUN': {
    pass: [
      [{}, 'pass'],
      [partition({ virtualScsi: [] }), 'pass'],
      [backed({ kind: 'shared-pool-unit' }), 'pass'],
    ],
    trouble: [
      [backed({ kind: 'logical-volume', name: 'lv_root' }), 'block'],
      [backed({ kind: 'file', name: 'vdisk1' }), 'block'],
    ],
    unknown: [
      [backed({ kind: null }), 'unknown'],
      [partition({ virtualScsi: [aScsiAdapter({ backing: null })] }), 'unknown'],
      [partition({ virtualScsi: null }), 'unknown'],
    ],
    boundary: word,
  },
  'SRC-VSCSI-RES': {
    pass: [
      [{}, 'pass'],
      [reserve('no_reserve', 'no_reserve'), 'pass'],
    ],
    trouble: [
      [reserve('no_reserve', 'single_path'), 'block'],
      [reserve('PR_shared', 'no_reserve'), 'block'],
      [reserve(null, 'single_path'), 'block'],
    ],
    unknown: [
      [{ sourceVios: { physicalVolumes: null } }, 'unknown'],
      [reserve('no_reserve', null), 'unknown'],
      [reserve(null, 'no_reserve'), 'unknown'],
      [
        { ...reserve('no_reserve', 'no_reserve'), secondTargetVios: { physicalVolumes: [disk(null)] } },
        'unknown',
      ],
      [partition({ virtualScsi: null }), 'unknown'],
      [partition({ virtualScsi: [aScsiAdapter({ backing: null })] }), 'unknown'],
    ],
    boundary: word,
  },
  'SRC-VSCSI-VIS': {
    pass: [
      [{}, 'pass'],
      [{ secondTargetVios: { physicalVolumes: null } }, 'pass'],
      [unnamed([disk('no_reserve')], [{ ...disk('no_reserve'), name: 'hdisk77' }]), 'pass'],
      [unit('c1', 'c1'), 'pass'],
      // One VIOS of the cluster is enough.
      [{ ...unit('c1', 'c2'), secondTargetVios: { clusterId: 'c1' } }, 'pass'],
    ],
    trouble: [
      [unit('c1', 'c2'), 'block'],
      // The VIOS of the cluster does not run.
      [{ ...unit('c1', 'c2'), secondTargetVios: { clusterId: 'c1', state: 'not activated' } }, 'block'],
      [{ disksEverywhere: false }, 'block'],
      [unnamed([disk('no_reserve')], [elsewhere]), 'block'],
    ],
    unknown: [
      [{ targetVios: { physicalVolumes: null } }, 'unknown'],
      [{ disksEverywhere: false, secondTargetVios: { physicalVolumes: null } }, 'unknown'],
      [backed({ uniqueId: null }), 'unknown'],
      [unit(null, 'c1'), 'unknown'],
      [unit('c1', null), 'unknown'],
      [{ ...unit('c1', 'c2'), secondTargetVios: { clusterId: null } }, 'unknown'],
      [partition({ virtualScsi: null }), 'unknown'],
      [unnamed([], [disk('no_reserve')]), 'unknown'],
      [partition({ virtualScsi: [aScsiAdapter({ backing: null })] }), 'unknown'],
    ],
    boundary: [
      [
        [
          {
            ...unnamed([disk('no_reserve')], [elsewhere]),
            secondTargetVios: { physicalVolumes: [disk('no_reserve')] },
          },
          'pass',
        ],
        [unnamed([disk('no_reserve')], [elsewhere]), 'block'],
      ],
    ],
  },
  'SRC-NPIV-PAIR': {
    pass: [
      [{}, 'pass'],
      [npiv(), 'note'],
      [zoning(statement('npiv-zoning', false), statement('npiv-zoning', true, 'server', betaId)), 'note'],
      [
        zoning(
          statement('npiv-zoning', false, 'server', betaId),
          statement('npiv-zoning', true, 'partition', `${alphaId}/10`),
        ),
        'note',
      ],
    ],
    trouble: [
      [{ ...npiv(), ...answer('npiv-zoning', null) }, 'warn'],
      [{ ...npiv(), ...answer('npiv-zoning', false) }, 'block'],
      [
        zoning(
          statement('npiv-zoning', true, 'server', alphaId),
          statement('npiv-zoning', false, 'server', betaId),
        ),
        'block',
      ],
      [npiv([aFibreChannelAdapter({ wwpns: ['c050'] })]), 'block'],
      [places(60, false), 'block'],
      [{ ...npiv(), targetVios: { fibreChannelPorts: [] } }, 'block'],
      [{ ...npiv(), target: { capabilities: { virtual_fc_capable: false } } }, 'block'],
    ],
    unknown: [
      [partition({ virtualFibreChannel: null }), 'unknown'],
      [npiv([aFibreChannelAdapter({ wwpns: [] })]), 'unknown'],
      [places(60, null), 'unknown'],
      [places(null), 'unknown'],
      [{ ...npiv(), targetVios: { fibreChannelPorts: null } }, 'unknown'],
    ],
    boundary: [
      [
        [places(1), 'note'],
        [places(0), 'block'],
      ],
    ],
    warnsWithout: {
      'your answer about zoning of both WWPNs':
        'zoning was never visible in HMC output, and the validation of the HMC checks it',
    },
  },
  'TGT-VSLOTS': {
    pass: [
      [{}, 'pass'],
      [targetVios({ maxVirtualSlots: 41 }), 'pass'],
      [
        { ...targetVios({ nextFreeVirtualSlot: null }), secondTargetVios: { nextFreeVirtualSlot: 2 } },
        'pass',
      ],
      [{ ...partition({ virtualScsi: [] }), ...targetVios({ maxVirtualSlots: 0 }) }, 'pass'],
    ],
    trouble: [
      [{ ...targetVios({ maxVirtualSlots: 40 }), secondTargetVios: { maxVirtualSlots: 41 } }, 'block'],
    ],
    unknown: [
      [targetVios({ nextFreeVirtualSlot: null }), 'unknown'],
      [partition({ virtualScsi: null }), 'unknown'],
      [partition({ virtualFibreChannel: null }), 'unknown'],
    ],
    boundary: [
      [
        [targetVios({ maxVirtualSlots: 41 }), 'pass'],
        [{ ...targetVios({ maxVirtualSlots: 41 }), secondTargetVios: { maxVirtualSlots: 40 } }, 'block'],
      ],
    ],
  },
}
