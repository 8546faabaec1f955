/** Hardware and adapters that do not move, or only under conditions. */
import type { Partition, Server, SriovPhysicalPort } from '../../../../shared/inventory/fleet.ts'
import { centiPercent } from '../../../../shared/inventory/units.ts'
import {
  anSriovAdapter,
  anSriovPort,
  aScsiAdapter,
  aVnic,
  aVnicDevice,
  withSriov,
} from '../../../support/fleet-builder.ts'
import type { Change } from '../../../support/mobility-cases.ts'
import { backed, partition, type CaseTable } from './case.ts'

const slot = (required: boolean | null) =>
  partition({ physicalSlots: [{ name: '21010003', description: 'SCSI', required }] })
const optical = (level: string | null, hmcLevel: string | null = '10.3.1060'): Change => ({
  ...backed({ kind: 'optical', name: 'vtopt0' }),
  sourceVios: { level },
  source: { hmcLevel },
})
const able = { capabilities: { vnic_dedicated_sriov_capable: true } }
/** A vNIC of the partition, SR-IOV on both servers, with changes of either. */
const vnicMove = (
  there: Partial<Server> = {},
  here: Partial<Server> = {},
  vnics: Partition['vnics'] = [aVnic()],
): Change => ({
  partition: { vnics },
  source: { ...able, ...withSriov(), ...here },
  target: { ...able, ...withSriov(), ...there },
})
const eachPort = (change: Partial<SriovPhysicalPort>): Partial<Server> => ({
  sriovPhysicalPorts: (withSriov().sriovPhysicalPorts ?? []).map((port) => ({ ...port, ...change })),
})
/** Adapters with one port each, of which so much is taken. */
const portsWith = (taken: readonly number[]): Partial<Server> => ({
  sriovAdapters: taken.map((_, at) => anSriovAdapter({ id: at + 1, ports: 1 })),
  sriovPhysicalPorts: taken.map((share, at) =>
    anSriovPort({ adapterId: at + 1, allocatedCapacity: centiPercent(share) }),
  ),
})
const oneOf = (percent: number) => aVnicDevice(1, { capacity: centiPercent(percent * 100) })
const mobile = { os400_capable: true, os400_lpar_mobility_capable: true }
const ibmi = (osVersion: string | null, there: Record<string, boolean> = mobile): Change => ({
  partition: { os: 'ibmi', environment: 'os400', rmcState: 'none', restrictedIo: true, osVersion },
  source: { capabilities: mobile },
  target: { capabilities: there },
})

export const hardwareCases: CaseTable = {
  'SRC-BSR': {
    pass: [
      [{}, 'pass'],
      [partition({ barrierArrays: null }), 'pass'],
      [partition({ barrierArrays: 1 }), 'not asked', 'inactive'],
      [{ partition: { barrierArrays: null }, source: { capabilities: { bsr_capable: false } } }, 'pass'],
    ],
    trouble: [
      [partition({ barrierArrays: 2 }), 'block'],
      [{ partition: { barrierArrays: 1 }, source: { capabilities: { bsr_capable: false } } }, 'block'],
    ],
    unknown: [
      [{ partition: { barrierArrays: null }, source: { generation: 'POWER7' } }, 'unknown'],
      [{ partition: { barrierArrays: null }, source: { generation: null } }, 'unknown'],
    ],
    boundary: [
      [
        [{ partition: { barrierArrays: null }, source: { generation: 'POWER8' } }, 'pass'],
        [{ partition: { barrierArrays: null }, source: { generation: 'POWER7' } }, 'unknown'],
      ],
      [
        [partition({ barrierArrays: 0 }), 'pass'],
        [partition({ barrierArrays: 1 }), 'block'],
      ],
    ],
  },
  'SRC-HUGE': {
    pass: [[{}, 'pass']],
    trouble: [
      [partition({ hugePages: 1 }), 'block'],
      [partition({ hugePages: 1, state: 'not activated' }), 'warn'],
    ],
    unknown: [[partition({ hugePages: null }), 'unknown']],
    boundary: [
      [
        [partition({ hugePages: 0 }), 'pass'],
        [partition({ hugePages: 1 }), 'block'],
      ],
    ],
  },
  'SRC-PHYSIO': {
    pass: [[{}, 'pass']],
    trouble: [
      [slot(true), 'block'],
      [slot(false), 'block'],
      [slot(false), 'warn', 'inactive'],
      [slot(true), 'block', 'inactive'],
    ],
    unknown: [
      [slot(null), 'unknown', 'inactive'],
      [partition({ physicalSlots: null }), 'unknown'],
    ],
    boundary: [
      [
        [partition({ physicalSlots: [] }), 'pass'],
        [slot(true), 'block'],
      ],
    ],
  },
  'SRC-LHEA': {
    pass: [
      [{}, 'pass'],
      [{ partition: { hostEthernetPorts: null }, source: { capabilities: { lhea_capable: false } } }, 'pass'],
    ],
    trouble: [
      [partition({ hostEthernetPorts: ['23000000/1/1/0'] }), 'block'],
      [
        { partition: { hostEthernetPorts: ['1'] }, source: { capabilities: { lhea_capable: false } } },
        'block',
      ],
    ],
    unknown: [[partition({ hostEthernetPorts: null }), 'unknown']],
    boundary: [
      [
        [partition({ hostEthernetPorts: [] }), 'pass'],
        [partition({ hostEthernetPorts: ['23000000/1/1/0'] }), 'block'],
      ],
    ],
  },
  'SRC-HCA': {
    pass: [
      [
        { partition: { hostChannelAdapters: null }, source: { capabilities: { hca_capable: false } } },
        'pass',
      ],
      [{}, 'pass'],
    ],
    trouble: [[partition({ hostChannelAdapters: ['1'] }), 'block']],
    unknown: [[partition({ hostChannelAdapters: null }), 'unknown']],
    boundary: [
      [
        [partition({ hostChannelAdapters: [] }), 'pass'],
        [partition({ hostChannelAdapters: ['1'] }), 'block'],
      ],
    ],
  },
  'SRC-SRIOV': {
    pass: [
      [{ partition: { sriovPorts: null }, source: { capabilities: { sriov_capable: false } } }, 'pass'],
      [{}, 'pass'],
    ],
    trouble: [
      [{ partition: { sriovPorts: ['27004003'] }, target: { generation: 'POWER8' } }, 'block'],
      [
        {
          partition: { sriovPorts: ['27004003'] },
          source: { capabilities: { sriov_migration_capable: false } },
        },
        'block',
      ],
    ],
    unknown: [
      [partition({ sriovPorts: ['27004003'] }), 'unknown'],
      [partition({ sriovPorts: null }), 'unknown'],
      [
        {
          partition: { sriovPorts: ['27004003'] },
          source: { capabilities: { sriov_migration_capable: true } },
          target: { capabilities: { sriov_migration_capable: true } },
        },
        'unknown',
      ],
    ],
    boundary: [
      [
        [partition({ sriovPorts: [] }), 'pass'],
        [partition({ sriovPorts: ['27004003'] }), 'unknown'],
      ],
    ],
  },
  'SRC-VNIC': {
    pass: [
      [
        { partition: { vnics: null }, source: { capabilities: { vnic_dedicated_sriov_capable: false } } },
        'pass',
      ],
      [{}, 'pass'],
      [vnicMove(), 'pass'],
      // Without a label now, none is missed there.
      [
        vnicMove({}, { sriovPhysicalPorts: [1, 2].map((id) => anSriovPort({ adapterId: id, label: '' })) }),
        'pass',
      ],
      // Three of 40, 30 and 30 % fit on 60 and 40 %, though not the largest first on the emptiest.
      [vnicMove(portsWith([4_000, 6_000]), {}, [aVnic({ backing: [40, 30, 30].map(oneOf) })]), 'pass'],
    ],
    trouble: [
      [
        {
          partition: { vnics: [aVnic()] },
          target: { capabilities: { vnic_dedicated_sriov_capable: false } },
        },
        'block',
      ],
      [vnicMove({ sriovAdapters: [], sriovPhysicalPorts: [] }), 'block'],
      [vnicMove(eachPort({ linkUp: false })), 'block'],
      [vnicMove(eachPort({ logicalPorts: 60 })), 'block'],
      [vnicMove(eachPort({ capacityStep: centiPercent(300) })), 'block'],
      [
        vnicMove({
          sriovAdapters: [anSriovAdapter({ state: 'failed' }), anSriovAdapter({ id: 2, state: 'failed' })],
        }),
        'block',
      ],
      // Each would fit, both do not.
      [vnicMove(portsWith([9_700])), 'block'],
      [vnicMove(eachPort({ label: 'green' })), 'warn'],
      // Two adapters now, one there.
      [vnicMove(portsWith([0])), 'warn'],
    ],
    unknown: [
      [
        { partition: { vnics: null }, source: { capabilities: { vnic_dedicated_sriov_capable: true } } },
        'unknown',
      ],
      [partition({ vnics: [aVnic()] }), 'unknown'],
      [vnicMove({}, {}, [aVnic({ backing: null })]), 'unknown'],
      [vnicMove({}, {}, [aVnic({ backing: [aVnicDevice(1, { capacity: null })] })]), 'unknown'],
      [vnicMove({ sriovAdapters: null }), 'unknown'],
      [vnicMove({ sriovPhysicalPorts: null }), 'unknown'],
      [vnicMove(eachPort({ linkUp: null })), 'unknown'],
      [vnicMove(eachPort({ maxLogicalPorts: null })), 'unknown'],
      [vnicMove(eachPort({ allocatedCapacity: null })), 'unknown'],
      // The sum is of fewer logical ports than there are.
      [vnicMove(eachPort({ allocatedOf: 4 })), 'unknown'],
      [vnicMove(eachPort({ capacityStep: null })), 'unknown'],
      [vnicMove(eachPort({ label: null })), 'unknown'],
      [vnicMove({}, { sriovPhysicalPorts: null }), 'unknown'],
      // The ports that are known take nothing; the adapter has one more.
      [vnicMove({ ...portsWith([9_900]), sriovAdapters: [anSriovAdapter()] }), 'unknown'],
      [partition({ vnics: null }), 'unknown'],
    ],
    boundary: [
      [
        [vnicMove(portsWith([9_800, 9_800])), 'pass'],
        [vnicMove(portsWith([9_801, 9_801])), 'block'],
      ],
      [
        [vnicMove(eachPort({ logicalPorts: 59, allocatedOf: 59 })), 'pass'],
        [vnicMove(eachPort({ logicalPorts: 60, allocatedOf: 60 })), 'block'],
      ],
    ],
  },
  'SRC-VADAPT': {
    pass: [[{}, 'pass']],
    trouble: [
      [partition({ extraSerialAdapters: 1 }), 'block'],
      [partition({ virtualScsi: [aScsiAdapter({ required: true })] }), 'warn'],
    ],
    unknown: [
      [partition({ extraSerialAdapters: null }), 'unknown'],
      [partition({ virtualScsi: [aScsiAdapter({ required: null })] }), 'unknown'],
      [partition({ virtualScsi: null }), 'unknown'],
    ],
    boundary: [
      [
        [partition({ extraSerialAdapters: 0 }), 'pass'],
        [partition({ extraSerialAdapters: 1 }), 'block'],
      ],
    ],
  },
  'SRC-VOPT': {
    pass: [
      [{}, 'pass'],
      [optical('3.1.3.0'), 'pass'],
      [optical('3.1.2.40'), 'not asked', 'inactive'],
    ],
    trouble: [
      [optical('3.1.2.40'), 'block'],
      [optical('3.1.3.0', '9.2.952'), 'block'],
      [optical('3.1.2.40', null), 'block'],
    ],
    unknown: [
      [partition({ virtualScsi: null }), 'unknown'],
      [partition({ virtualScsi: [aScsiAdapter({ backing: null })] }), 'unknown'],
      [optical(null), 'unknown'],
      [optical('3.1.3.0', null), 'unknown'],
      [optical('3.1.3.0', 'V10R1'), 'unknown'],
    ],
    boundary: [
      [
        [optical('3.1.3.0'), 'pass'],
        [optical('3.1.2.99'), 'block'],
      ],
      [
        [optical('3.1.3.0', '10.1.1010'), 'pass'],
        [optical('3.1.3.0', '10.0.9999'), 'block'],
      ],
    ],
  },
  'SRC-IBMI-RIO': {
    pass: [
      [{}, 'pass'],
      [ibmi('IBM i Licensed Internal Code 7.4.0 48 1'), 'pass'],
      [ibmi('IBM i 7.4', { os400_capable: true }), 'pass'],
      [ibmi(null), 'pass', 'inactive'],
    ],
    trouble: [
      [ibmi('IBM i 7.4', { ...mobile, os400_capable: false }), 'block'],
      [ibmi('IBM i 7.4', { os400_capable: false }), 'block', 'inactive'],
      [ibmi('i5/OS 6.1', {}), 'block'],
      [partition({ os: 'ibmi', environment: 'os400', restrictedIo: false }), 'block'],
      [ibmi('IBM i 7.1'), 'warn'],
      [ibmi('i5/OS 6.1'), 'block'],
      [ibmi('IBM i 7.4', { ...mobile, os400_lpar_mobility_capable: false }), 'block'],
    ],
    unknown: [
      [partition({ os: null, environment: null }), 'unknown'],
      [partition({ os: 'ibmi', environment: 'os400', restrictedIo: null }), 'unknown'],
      [ibmi('IBM i 7.4', {}), 'unknown'],
      [ibmi('IBM i 7.4', {}), 'unknown', 'inactive'],
      [ibmi('Unknown'), 'unknown'],
      [ibmi(null), 'unknown'],
      [
        { ...ibmi('IBM i 7.4'), target: { generation: 'POWER7', capabilities: { os400_capable: true } } },
        'unknown',
      ],
    ],
    boundary: [
      [
        [ibmi('IBM i 7.2'), 'pass'],
        [ibmi('IBM i 7.1'), 'warn'],
      ],
      [
        [ibmi('IBM i 7.1'), 'warn'],
        [ibmi('IBM i 7.0'), 'block'],
      ],
    ],
  },
}
