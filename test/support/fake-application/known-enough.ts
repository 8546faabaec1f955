/** The invented fleet with what mobility rules ask for, so that every verdict occurs and not only "cannot tell". */
import type { Fleet, Partition, Server, Vios } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'

const volume = (uniqueId: string) => ({
  name: `hdisk-${uniqueId}`,
  uniqueId,
  sizeMib: mib(102_400),
  reservePolicy: 'no_reserve',
})

/** A third has no Fibre Channel, one in eleven has mappings that are not known; the rest is made complete. */
function completePartition(partition: Partition, at: number): Partition {
  const { virtualScsi, virtualFibreChannel } = partition
  return {
    ...partition,
    uuid: `4f1c${String(at).padStart(4, '0')}-0000-4000-8000-00000000abcd`,
    currentMode: at % 5 === 0 ? partition.currentMode : 'POWER9_base',
    restrictedIo: partition.os === 'ibmi' ? at % 3 > 0 : partition.restrictedIo,
    simplifiedRemoteRestart: false,
    workGroupId: 'none',
    virtualScsi:
      virtualScsi?.map((one) => ({ ...one, required: false, backing: at % 11 === 0 ? null : one.backing })) ??
      null,
    virtualFibreChannel:
      at % 3 === 1
        ? []
        : (virtualFibreChannel?.map((one, n) =>
            one.wwpns.length === 2
              ? {
                  ...one,
                  wwpns: ['a', 'b'].map((end) => `c05076${String(at * 10 + n).padStart(9, '0')}${end}`),
                }
              : one,
          ) ?? null),
  }
}

function completeServer(server: Server, at: number, members: readonly Partition[]): Server {
  const used = members.reduce((sum, one) => sum + (one.memoryMib ?? 0), 0)
  const entitled = members.reduce((sum, one) => sum + (one.entitledCenti ?? 0), 0)
  const whole = server.configurableMemoryMib ?? 0
  return {
    ...server,
    hmcs: ['hmc-n1', 'hmc-n2'],
    availableMemoryMib: at === 7 ? null : mib(Math.max(0, whole - (server.firmwareMemoryMib ?? 0) - used)),
    availableCenti: at === 7 ? null : centi(Math.max(0, (server.configurableCenti ?? 0) - entitled - 400)),
    lmbMib: mib(at === 8 ? 128 : 256),
    virtualSwitches: [{ name: 'ETHERNET0', mode: 'VEB' }],
  }
}

function completeVios(vios: Vios): Vios {
  return {
    ...vios,
    level: '4.1.0.10',
    linkGbps: 25,
    physicalVolumes: [volume('shared')],
    fibreChannelPorts: ['fcs0', 'fcs1'].map((name) => ({
      name,
      wwpn: null,
      npivReady: true,
      totalPorts: 64,
      availablePorts: 48,
    })),
  }
}

/** Attributes the invented fleet leaves unknown, filled in for all but one server; ids and order stay. */
export function knownEnough(fleet: Fleet): Fleet {
  const members = Map.groupBy(fleet.partitions, (one) => one.serverId)
  return {
    ...fleet,
    servers: fleet.servers.map((one, at) => completeServer(one, at, members.get(one.id) ?? [])),
    vios: fleet.vios.map(completeVios),
    partitions: fleet.partitions.map(completePartition),
    statements: [
      ...(['cluster-software', 'serial-licences', 'console-sessions'] as const).map((subject) => ({
        subject,
        holds: false,
      })),
      ...(['npiv-zoning', 'same-networks'] as const).map((subject) => ({ subject, holds: true })),
    ].map((one) => ({ ...one, scope: 'fleet', scopeId: null, reason: 'Invented.' })),
  }
}
