/** The two servers: state, capability, firmware, identity, memory blocks, HMC. */
import type { Partition, Server } from '../../../../shared/inventory/fleet.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { aFibreChannelAdapter, aPartition, betaId, aVnic } from '../../../support/fleet-builder.ts'
import type { Change } from '../../../support/mobility-cases.ts'
import { partition, source, target, word, type CaseTable } from './case.ts'

const firmware = (
  from: [Server['generation'], number | null],
  to: [Server['generation'], number | null],
) => ({
  source: { generation: from[0], firmwareRelease: from[1] },
  target: { generation: to[0], firmwareRelease: to[1] },
})
const neighbour = (values: Partial<Partition>): Change => ({
  others: [aPartition({ serverId: betaId, lparId: 30, ...values })],
})
const hmc = (
  from: [Server['generation'], string | null],
  to: [Server['generation'], string | null],
): Change => ({
  source: { generation: from[0], hmcLevel: from[1] },
  target: { generation: to[0], hmcLevel: to[1] },
})

export const serversCases: CaseTable = {
  'TGT-STATE': {
    pass: [[{}, 'pass']],
    trouble: [
      [target({ state: 'power off' }), 'block'],
      [{ source: { state: 'no connection' } }, 'block'],
    ],
    unknown: [
      [target({ state: null }), 'unknown'],
      [source({ state: null }), 'unknown'],
    ],
    boundary: word,
  },
  'TGT-CAP': {
    pass: [
      [{}, 'pass'],
      [target({ activeMobilityCapable: false }), 'pass', 'inactive'],
    ],
    trouble: [
      [target({ activeMobilityCapable: false }), 'block'],
      [{ source: { activeMobilityCapable: false } }, 'block'],
      [target({ inactiveMobilityCapable: false }), 'block', 'inactive'],
    ],
    unknown: [
      [target({ activeMobilityCapable: null }), 'unknown'],
      [source({ inactiveMobilityCapable: null }), 'unknown', 'inactive'],
    ],
    boundary: word,
  },
  'TGT-FW': {
    pass: [
      [{}, 'pass'],
      [firmware(['POWER9', 950], ['POWER10', 1050]), 'pass'],
      [firmware(['POWER10', 1060], ['POWER10', 1060]), 'pass'],
      [firmware(['POWER11', 1110], ['POWER11', 1120]), 'pass'],
    ],
    trouble: [
      [firmware(['POWER9', 950], ['POWER10', 1060]), 'warn'],
      [firmware(['POWER9', 950], ['POWER11', 1110]), 'warn'],
      [firmware(['POWER8', 860], ['POWER9', 950]), 'warn'],
      [firmware(['POWER9', 920], ['POWER9', 950]), 'warn'],
      [firmware(['POWER7', 760], ['POWER8', 860]), 'warn'],
    ],
    unknown: [
      [firmware(['POWER10', null], ['POWER10', 1050]), 'unknown'],
      [firmware(['POWER10', 1050], [null, 1050]), 'unknown'],
      [firmware([null, 1050], ['POWER10', 1050]), 'unknown'],
    ],
    boundary: [
      [
        [firmware(['POWER9', 950], ['POWER10', 1050]), 'pass'],
        [firmware(['POWER9', 950], ['POWER10', 1051]), 'warn'],
      ],
      [
        [firmware(['POWER9', 950], ['POWER10', 1010]), 'pass'],
        [firmware(['POWER9', 950], ['POWER10', 1009]), 'warn'],
      ],
    ],
  },
  'TGT-FWP7': {
    pass: [
      [{}, 'pass'],
      [firmware(['POWER7', 720], ['POWER7', 763]), 'pass'],
      [firmware(['POWER7', 770], ['POWER8', null]), 'pass'],
    ],
    trouble: [
      [firmware(['POWER7', 720], ['POWER7', 770]), 'block'],
      [firmware(['POWER7', 770], ['POWER7', 710]), 'block'],
      [firmware(['POWER7', 770], ['POWER7', 783]), 'warn'],
    ],
    unknown: [
      [firmware(['POWER7', null], ['POWER7', 770]), 'unknown'],
      [firmware([null, null], [null, null]), 'unknown'],
      [firmware(['POWER7', 770], ['POWER7', null]), 'unknown'],
    ],
    boundary: [
      [
        [firmware(['POWER7', 720], ['POWER7', 763]), 'pass'],
        [firmware(['POWER7', 720], ['POWER7', 770]), 'block'],
      ],
    ],
  },
  'TGT-DPO': {
    pass: [
      [{}, 'pass'],
      [source({ optimizerRunning: true }), 'pass'],
    ],
    trouble: [
      [target({ optimizerRunning: true }), 'block'],
      [target({ optimizerRunning: true }), 'block', 'inactive'],
    ],
    unknown: [[target({ optimizerRunning: null }), 'unknown']],
    boundary: word,
  },
  'TGT-LPARS': {
    pass: [
      [{}, 'pass'],
      [target({ maxPartitions: 3 }), 'pass'],
      [neighbour({ lparId: 10 }), 'note'],
    ],
    trouble: [
      [target({ maxPartitions: 2 }), 'block'],
      [neighbour({ name: 'p10-0001' }), 'block'],
    ],
    unknown: [
      [target({ maxPartitions: null }), 'unknown'],
      [{ withoutVios: 'target' }, 'unknown'],
    ],
    boundary: [
      [
        [target({ maxPartitions: 3 }), 'pass'],
        [target({ maxPartitions: 2 }), 'block'],
      ],
    ],
  },
  'TGT-UUID': {
    pass: [
      [{}, 'pass'],
      [neighbour({}), 'pass'],
      [neighbour({ virtualFibreChannel: null }), 'pass'],
    ],
    trouble: [
      [neighbour({ uuid: aPartition().uuid }), 'block'],
      [neighbour({ virtualEthernet: aPartition().virtualEthernet }), 'block'],
      [{ ...partition({ vnics: [aVnic()] }), ...neighbour({ vnics: [aVnic()] }) }, 'block'],
      [
        {
          ...partition({ virtualFibreChannel: [aFibreChannelAdapter()] }),
          ...neighbour({
            virtualFibreChannel: [aFibreChannelAdapter({ wwpns: ['C0:50:76:05:8B:A7:00:1D'] })],
          }),
        },
        'block',
      ],
    ],
    unknown: [
      [neighbour({ uuid: null }), 'unknown'],
      [neighbour({ virtualEthernet: null }), 'unknown'],
      [
        {
          ...partition({ virtualFibreChannel: [aFibreChannelAdapter()] }),
          ...neighbour({ virtualFibreChannel: null }),
        },
        'unknown',
      ],
      [partition({ uuid: null }), 'unknown'],
      [partition({ virtualEthernet: null }), 'unknown'],
      [partition({ vnics: [aVnic({ macAddress: null })] }), 'unknown'],
      [partition({ virtualFibreChannel: null }), 'unknown'],
    ],
    boundary: word,
  },
  'MEM-LMB': {
    pass: [[{}, 'pass']],
    trouble: [
      [target({ lmbMib: mib(128) }), 'block'],
      [target({ lmbMib: mib(128) }), 'warn', 'inactive'],
    ],
    unknown: [
      [target({ lmbMib: null }), 'unknown'],
      [{ source: { lmbMib: null } }, 'unknown'],
    ],
    boundary: [
      [
        [target({ lmbMib: mib(256) }), 'pass'],
        [target({ lmbMib: mib(257) }), 'block'],
      ],
    ],
  },
  'MEM-MIRROR': {
    pass: [
      [{}, 'pass'],
      [
        {
          source: { memoryMirroring: 'sys_firmware_only' },
          target: { memoryMirroring: 'sys_firmware_only' },
        },
        'pass',
      ],
    ],
    trouble: [[target({ memoryMirroring: 'sys_firmware_only' }), 'warn']],
    unknown: [
      [target({ memoryMirroring: null }), 'unknown'],
      [source({ memoryMirroring: null }), 'unknown'],
    ],
    boundary: word,
  },
  'HMC-REMOTE': {
    pass: [
      [{}, 'pass'],
      [target({ hmcs: ['hmc1', 'hmc2'] }), 'pass'],
    ],
    trouble: { none: 'keys between two HMCs cannot be seen: two HMCs are "cannot tell", never a refusal' },
    unknown: [
      [target({ hmcs: ['hmc2'] }), 'unknown'],
      [target({ hmcs: [] }), 'unknown'],
    ],
    boundary: word,
  },
  'HMC-VERSION': {
    pass: [
      [{}, 'pass'],
      [hmc(['POWER8', '8.8.7'], ['POWER8', '8.8.7']), 'pass'],
      [hmc(['POWER9', '10.1.1010'], ['POWER10', '10.1.1010']), 'pass'],
    ],
    trouble: [
      [hmc(['POWER9', '9.1.940'], ['POWER10', '10.2.1030']), 'block'],
      [hmc(['POWER10', '10.2.1030'], ['POWER11', '11.1.1110']), 'block'],
      [hmc(['POWER10', null], ['POWER11', '10.3.1060']), 'block'],
      [hmc([null, '9.1.910'], ['POWER10', '10.3.1060']), 'block', 'inactive'],
    ],
    unknown: [
      [hmc(['POWER10', null], ['POWER10', '10.3.1060']), 'unknown'],
      [hmc(['POWER10', '10.3.1060'], ['POWER10', null]), 'unknown'],
      [hmc(['POWER10', 'V10R3'], ['POWER10', '10.3.1060']), 'unknown'],
      [hmc([null, '10.3.1060'], ['POWER10', '10.3.1060']), 'unknown'],
    ],
    boundary: [
      [
        [target({ hmcLevel: '10.1.1010' }), 'pass'],
        [target({ hmcLevel: '10.1.1009' }), 'block'],
      ],
    ],
  },
}
