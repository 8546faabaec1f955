/** A fleet of any size with the troubles of a real one, for the matrix: the same every time. */
import type { Fleet, Generation, Partition } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import {
  aBacking,
  aFibreChannelAdapter,
  aFleet,
  aPartition,
  aPort,
  aScsiAdapter,
  aServer,
  aVios,
} from './fleet-builder.ts'

export const serverId = (n: number): string => `9080-HEX*78B${String(n).padStart(4, '0')}`

interface Model {
  readonly generation: Generation
  readonly firmwareRelease: number
  readonly compatModes: readonly string[]
}

const models: readonly Model[] = [
  { generation: 'POWER9', firmwareRelease: 950, compatModes: ['default', 'POWER8', 'POWER9_base', 'POWER9'] },
  {
    generation: 'POWER10',
    firmwareRelease: 1050,
    compatModes: ['default', 'POWER8', 'POWER9_base', 'POWER9', 'POWER10'],
  },
  {
    generation: 'POWER11',
    firmwareRelease: 1110,
    compatModes: ['default', 'POWER9_base', 'POWER9', 'POWER10', 'POWER11'],
  },
]

/** Every n-th of something, so that troubles come in shares: `every(n, 20, 3)` is 1 in 20. */
const every = (n: number, period: number, phase: number): boolean => n % period === phase % period

function partitionOf(n: number, servers: number): Partition {
  const home = n % servers
  const lparId = 10 + Math.floor(n / servers)
  const id = serverId(home)
  const zone = Math.floor(home / 10)
  const fibre = every(n, 3, 0)
  const key = n.toString(16).padStart(6, '0')
  const generation = models[home % models.length]?.generation ?? 'POWER9'
  return aPartition({
    serverId: id,
    lparId,
    name: `lpar${n}`,
    uuid: `uuid-${n}`,
    os: every(n, 9, 2) ? 'ibmi' : every(n, 4, 1) ? 'linux' : 'aix',
    environment: every(n, 9, 2) ? 'os400' : 'aixlinux',
    restrictedIo: every(n, 9, 2) ? !every(n, 27, 2) : false,
    state: every(n, 16, 5) ? 'not activated' : 'running',
    rmcState: every(n, 30, 7) ? 'inactive' : every(n, 40, 9) ? null : 'active',
    currentMode: every(n, 5, 1) ? generation : 'POWER9',
    desiredMode: every(n, 6, 2) ? 'default' : 'POWER9',
    memoryMib: mib(4_096 * (1 + ((n * 7) % 61))),
    maxMemoryMib: mib(6_144 * (1 + ((n * 7) % 61))),
    entitledCenti: centi(10 + ((n * 13) % 300)),
    processorMode: every(n, 25, 4) ? 'dedicated' : 'shared',
    physicalSlots: every(n, 33, 8) ? [{ name: '21010003', description: null, required: false }] : [],
    virtualEthernet: [
      {
        slot: 2,
        virtualSwitch: 'ETHERNET0',
        portVlanId: every(n, 35, 3) ? 99 : 10 + (n % 4),
        taggedVlanIds: [],
        macAddress: `fa0${key}02`,
      },
    ],
    virtualScsi: [1, 2].map((viosLparId) =>
      aScsiAdapter({
        slot: 2 + viosLparId,
        viosLparId,
        viosName: `vios${viosLparId}-${id.slice(-4)}`,
        viosSlot: lparId + 10,
        backing: fibre
          ? []
          : [
              aBacking({
                viosId: `${id}/${viosLparId}`,
                name: `hdisk${n}`,
                uniqueId: `zone${zone}-${n}`,
                kind: every(n, 45, 6) ? 'logical-volume' : 'disk',
              }),
            ],
      }),
    ),
    virtualFibreChannel: fibre
      ? [1, 2].map((viosLparId) =>
          aFibreChannelAdapter({
            slot: 5 + viosLparId,
            viosLparId,
            viosName: `vios${viosLparId}-${id.slice(-4)}`,
            viosSlot: lparId + 60,
            wwpns: every(n, 36, 3)
              ? [`c05${viosLparId}${key}0`]
              : [`c05${viosLparId}${key}0`, `c05${viosLparId}${key}1`],
          }),
        )
      : [],
  })
}

/** Servers of three generations in storage zones of ten; what a zone's disks are not seen by stays behind. */
export function readinessFleet(partitions: number, servers: number): Fleet {
  const guests = Array.from({ length: partitions }, (_, n) => partitionOf(n, servers))
  const disksOf = new Map<number, Set<string>>()
  for (const guest of guests)
    for (const adapter of guest.virtualScsi ?? [])
      for (const { uniqueId } of adapter.backing ?? [])
        if (uniqueId !== null) {
          const zone = Number(/^zone(\d+)/.exec(uniqueId)?.[1])
          disksOf.set(zone, (disksOf.get(zone) ?? new Set()).add(uniqueId))
        }
  const volumesOf = new Map(
    [...disksOf].map(([zone, ids]) => [
      zone,
      [...ids].map((uniqueId, at) => ({
        name: `hdisk${uniqueId.split('-')[1] ?? at}`,
        uniqueId,
        sizeMib: mib(102_400),
        reservePolicy: every(at, 50, 1) ? 'single_path' : 'no_reserve',
      })),
    ]),
  )
  const many = Array.from({ length: servers }, (_, n) => n)
  return aFleet({
    disksEverywhere: false,
    servers: many.map((n) =>
      aServer({
        id: serverId(n),
        name: `server${n}`,
        ...models[n % models.length],
        state: every(n, 25, 24) ? 'standby' : 'operating',
        lmbMib: mib(every(n, 12, 11) ? 128 : 256),
        availableMemoryMib: every(n, 20, 13) ? null : mib(64 * 1_024 * (n % 7)),
        availableCenti: centi(150 * (n % 6)),
        compatModes: every(n, 15, 7) ? null : (models[n % models.length]?.compatModes ?? null),
      }),
    ),
    vios: many.flatMap((n) =>
      [1, 2].map((lparId) =>
        aVios({
          serverId: serverId(n),
          lparId,
          physicalVolumes: volumesOf.get(Math.floor(n / 10)) ?? [],
          networkBridges: [
            {
              name: 'ent8',
              virtualSwitch: 'ETHERNET0',
              vlanIds: every(n, 10, 4) ? [10, 11] : [10, 11, 12, 13],
            },
          ],
          rmcState: every(n, 22, 3) && lparId === 2 ? 'inactive' : 'active',
          fibreChannelPorts: every(n, 11, 6) ? null : [aPort(), aPort({ name: 'fcs1' })],
          level: every(n, 14, 2) ? '2.2.6.0' : '3.1.4.10',
        }),
      ),
    ),
    partitions: guests,
  })
}
