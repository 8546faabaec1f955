/** Random adapters for random fleets: Fibre Channel and vNIC clients, tight VIOS, tables of unknown size. */
import fc from 'fast-check'
import type { Fleet, Partition } from '../../shared/inventory/fleet.ts'
import { centiPercent } from '../../shared/inventory/units.ts'
import { aFibreChannelAdapter, aPort, anSriovAdapter, anSriovPort, aVnic } from './fleet-builder.ts'

const draws = fc.record({
  fibreChannel: fc.constantFrom('none', 'none', 'named', 'unnamed'),
  vnic: fc.constantFrom(false, false, false, true),
  table: fc.constantFrom(64, 64, null),
  slot: fc.constantFrom('as it is', 'as it is', 'high', null),
})

/** The fleet with other adapters and VIOS. */
export function connected(fleet: Fleet): fc.Arbitrary<Fleet> {
  return fc
    .tuple(
      fc.tuple(...fleet.partitions.map(() => draws)),
      fc.tuple(
        ...fleet.vios.map(() =>
          fc.record({
            next: fc.constantFrom(40, 40, 40, 14, null),
            most: fc.constantFrom(400, 400, 60),
            places: fc.constantFrom(60, 3, null),
          }),
        ),
      ),
    )
    .map(([partitions, vios]) => ({
      ...fleet,
      servers: fleet.servers.map((server) => ({
        ...server,
        capabilities: { ...server.capabilities, vnic_dedicated_sriov_capable: true },
        sriovAdapters: [1, 2].map((id) => anSriovAdapter({ id, ports: 1 })),
        sriovPhysicalPorts: [1, 2].map((adapterId) =>
          anSriovPort({ adapterId, capacityStep: centiPercent(100) }),
        ),
      })),
      vios: fleet.vios.map((one, at) => ({
        ...one,
        nextFreeVirtualSlot: vios[at]!.next,
        maxVirtualSlots: vios[at]!.most,
        fibreChannelPorts: [
          aPort({ availablePorts: vios[at]!.places }),
          aPort({ name: 'fcs1', wwpn: '10000090fa000002' }),
        ],
      })),
      partitions: fleet.partitions.map((one, at) => withAdapters(one, partitions[at]!)),
    }))
}

type Draw = typeof draws extends fc.Arbitrary<infer T> ? T : never

function withAdapters(partition: Partition, { fibreChannel, vnic, table, slot }: Draw): Partition {
  const client = partition.id
    .replaceAll(/[^0-9]/g, '')
    .slice(-6)
    .padStart(6, '0')
  return {
    ...partition,
    hptRatio: table,
    virtualScsi:
      partition.virtualScsi?.map((adapter) => ({
        ...adapter,
        viosSlot:
          slot === 'as it is' ? adapter.viosSlot : slot === null ? null : 45 + (adapter.viosSlot ?? 0),
      })) ?? null,
    virtualFibreChannel:
      fibreChannel === 'none'
        ? []
        : [
            aFibreChannelAdapter({
              viosName: null,
              viosSlot: partition.lparId + 60,
              wwpns: [`c0507605${client}10`, `c0507605${client}11`],
              port: fibreChannel === 'named' ? 'fcs0' : null,
            }),
          ],
    vnics: vnic ? [aVnic({ macAddress: `aa${client}0a01` })] : [],
  }
}
