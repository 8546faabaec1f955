/** Virtual switches, VLANs and the networks behind them. */
import type { Partition, Vios } from '../../../../shared/inventory/fleet.ts'
import { alphaId, betaId, aVnic } from '../../../support/fleet-builder.ts'
import { answer, statement } from '../../../support/mobility-cases.ts'
import { partition, target, targetVios, word, type CaseTable } from './case.ts'

const ethernet = (
  virtualSwitch: string | null,
  portVlanId: number | null,
  taggedVlanIds: number[] = [],
): Partial<Partition> => ({
  virtualEthernet: [{ slot: 2, virtualSwitch, portVlanId, taggedVlanIds, macAddress: 'fa0000000002' }],
})
const bridge = (virtualSwitch: string | null, vlanIds: number[]): Partial<Vios> => ({
  networkBridges: [{ name: 'ent8', virtualSwitch, vlanIds }],
})
const vnics: Partition['vnics'] = [aVnic({ slot: 3, portVlanId: 1 })]

export const networkCases: CaseTable = {
  'TGT-VSWITCH': {
    pass: [
      [{}, 'pass'],
      [partition({ virtualEthernet: [] }), 'pass'],
      [target({ virtualSwitches: [{ name: 'ETHERNET0', mode: 'Veb' }] }), 'pass'],
    ],
    trouble: [
      [partition(ethernet('DMZ', 10)), 'block'],
      [target({ virtualSwitches: [] }), 'block'],
      [target({ virtualSwitches: [{ name: 'ETHERNET0', mode: 'VEPA' }] }), 'block'],
    ],
    unknown: [
      [partition(ethernet(null, 10)), 'unknown'],
      [partition({ virtualEthernet: null }), 'unknown'],
      [target({ virtualSwitches: null }), 'unknown'],
      [target({ virtualSwitches: [{ name: 'ETHERNET0', mode: null }] }), 'unknown'],
    ],
    boundary: word,
  },
  'TGT-VLAN': {
    pass: [
      [{}, 'pass'],
      [partition(ethernet('ETHERNET0', 10, [20])), 'pass'],
      [{ ...targetVios({ networkBridges: null }), secondTargetVios: bridge('ETHERNET0', [10]) }, 'pass'],
      [{ secondTargetVios: { networkBridges: [] } }, 'pass'],
    ],
    trouble: [
      [partition(ethernet('ETHERNET0', 10, [99])), 'warn'],
      [{ ...partition(ethernet('OTHER', 10)) }, 'warn'],
    ],
    unknown: [
      [targetVios(bridge(null, [10])), 'unknown'],
      [partition(ethernet(null, 10)), 'unknown'],
      [targetVios({ networkBridges: null }), 'unknown'],
      [partition({ virtualEthernet: null }), 'unknown'],
      [partition(ethernet('ETHERNET0', null)), 'unknown'],
    ],
    boundary: [
      [
        [partition(ethernet('ETHERNET0', 20)), 'pass'],
        [partition(ethernet('ETHERNET0', 21)), 'warn'],
      ],
    ],
  },
  'NET-L2': {
    pass: [
      [{}, 'pass'],
      [partition({ virtualEthernet: null, vnics: null }), 'pass'],
      [{ ...partition({ virtualEthernet: [] }), ...answer('same-networks', null) }, 'pass'],
      [answer('same-networks', false), 'not asked', 'inactive'],
    ],
    trouble: [
      [answer('same-networks', false), 'warn'],
      [
        {
          statements: [statement('same-networks', true), statement('same-networks', false, 'server', betaId)],
        },
        'warn',
      ],
      [
        {
          statements: [
            statement('same-networks', true, 'server', alphaId),
            statement('same-networks', false, 'server', betaId),
          ],
        },
        'warn',
      ],
      [{ ...partition({ virtualEthernet: null, vnics }), ...answer('same-networks', false) }, 'warn'],
    ],
    unknown: [
      [answer('same-networks', null), 'unknown'],
      [{ ...partition({ virtualEthernet: null }), ...answer('same-networks', false) }, 'unknown'],
      [{ ...partition({ virtualEthernet: [], vnics: null }), ...answer('same-networks', false) }, 'unknown'],
    ],
    boundary: [
      [
        [{ ...partition({ virtualEthernet: [] }), ...answer('same-networks', false) }, 'pass'],
        [{ ...partition(ethernet('ETHERNET0', 10)), ...answer('same-networks', false) }, 'warn'],
      ],
    ],
  },
}
