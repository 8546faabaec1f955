/** Suggested connections keep what can be kept, never take what is taken, and never come out of nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet, Partition, Vios } from '../../shared/inventory/fleet.ts'
import { suggestMappings } from '../../shared/mobility/suggest/suggest.ts'
import type { AdapterMapping, MappingSuggestion } from '../../shared/mobility/suggest/suggestion.ts'
import { TakenPlaces } from '../../shared/mobility/suggest/taken-places.ts'
import {
  aBacking,
  aFibreChannelAdapter,
  aFleet,
  alphaId,
  aPartition,
  aPort,
  aScsiAdapter,
  aVios,
  betaId,
} from '../support/fleet-builder.ts'

const runs = { numRuns: 400, seed: 20_260_301 }
const diskIds = ['d1', 'd2', 'd3']
const serverSlot = fc.constantFrom(null, 41, 42, 45)

const volumes = (ids: readonly string[]) =>
  ids.map((uniqueId) => ({ name: `hdisk-${uniqueId}`, uniqueId, sizeMib: null, reservePolicy: 'no_reserve' }))

const targetVios = (lparId: number): fc.Arbitrary<Vios> =>
  fc
    .record({
      state: fc.constantFrom('running', 'running', 'running', 'not activated'),
      rmcState: fc.constantFrom('active', 'active', 'active', 'inactive'),
      slots: fc.integer({ min: 0, max: 6 }),
      disks: fc.subarray(diskIds, { minLength: 1 }),
      places: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
      ready: fc.constantFrom(true, true, true, false),
    })
    .map(({ state, rmcState, slots, disks, places, ready }) =>
      aVios({
        serverId: betaId,
        lparId,
        state,
        rmcState,
        nextFreeVirtualSlot: 40,
        maxVirtualSlots: 40 + slots,
        physicalVolumes: volumes(disks),
        fibreChannelPorts: places.map((availablePorts, at) =>
          aPort({ name: `fcs${at}`, availablePorts, npivReady: at === 0 ? true : ready }),
        ),
      }),
    )

const scsi = (slot: number) =>
  fc
    .record({
      viosLparId: fc.constantFrom(1, 2),
      viosSlot: serverSlot,
      disks: fc.subarray(diskIds, { maxLength: 2 }),
    })
    .map(({ viosLparId, viosSlot, disks }) =>
      aScsiAdapter({
        slot,
        viosLparId,
        viosName: null,
        viosSlot,
        backing: disks.map((uniqueId) =>
          aBacking({ viosId: `${alphaId}/${viosLparId}`, name: uniqueId, uniqueId }),
        ),
      }),
    )

const fibreChannel = (slot: number) =>
  fc
    .record({
      viosLparId: fc.constantFrom(1, 2),
      viosSlot: serverSlot,
      port: fc.constantFrom('fcs0', 'fcs1', null),
    })
    .map((draw) => aFibreChannelAdapter({ ...draw, slot, viosName: null }))

const partition = (lparId: number, most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most }))
    .chain(([scsis, fibres]) =>
      fc.record({
        virtualScsi: fc.tuple(...Array.from({ length: scsis }, (_, at) => scsi(3 + at))),
        virtualFibreChannel: fc.tuple(...Array.from({ length: fibres }, (_, at) => fibreChannel(20 + at))),
      }),
    )
    .map((draw) => aPartition({ lparId, ...draw }))

const fleets: fc.Arbitrary<Fleet> = fc
  .record({
    guests: fc.tuple(partition(10, 3), partition(11, 2), partition(12, 2)),
    first: targetVios(1),
    second: targetVios(2),
    third: fc.option(targetVios(3)),
  })
  .map(({ guests, first, second, third }) =>
    aFleet({
      vios: [aVios(), aVios({ lparId: 2 }), first, second, ...(third === null ? [] : [third])],
      partitions: guests,
      disksEverywhere: false,
    }),
  )

function suggestIn(fleet: Fleet, lparId = 10, taken = new TakenPlaces()): MappingSuggestion {
  const index = indexFleet(fleet)
  const moved = index.partitionById.get(`${alphaId}/${lparId}`)!
  return suggestMappings(index, moved, index.serverById.get(betaId)!, { taken })!
}

/** Everything that is wrong with mappings of one or more partitions, by full knowledge. */
function faults(
  fleet: Fleet,
  mapped: readonly (readonly [Partition, readonly AdapterMapping[]])[],
): string[] {
  const wrong: string[] = []
  const slots = new Map<string, number>()
  const named = new Set<string>()
  const places = new Map<string, number>()
  for (const [moved, adapters] of mapped) {
    for (const { kind, clientSlot, targetViosId, targetViosSlot, port } of adapters) {
      const vios = fleet.vios.find((one) => one.id === targetViosId)!
      if (vios.serverId !== betaId || vios.state !== 'running' || vios.rmcState !== 'active')
        wrong.push('dead VIOS')
      const count = (slots.get(vios.id) ?? 0) + 1
      slots.set(vios.id, count)
      if (count > vios.maxVirtualSlots! - vios.nextFreeVirtualSlot!) wrong.push('more slots than there are')
      if (targetViosSlot !== null) {
        if (targetViosSlot < vios.nextFreeVirtualSlot! || targetViosSlot >= vios.maxVirtualSlots!)
          wrong.push('no slot')
        if (named.has(`${vios.id} ${targetViosSlot}`)) wrong.push('one slot for two')
        named.add(`${vios.id} ${targetViosSlot}`)
      }
      if (kind === 'virtual SCSI') {
        const backing = moved.virtualScsi?.find((one) => one.slot === clientSlot)?.backing ?? []
        const seen = new Set(vios.physicalVolumes?.map((one) => one.uniqueId))
        if (!backing.every((one) => seen.has(one.uniqueId))) wrong.push('hidden disk')
        continue
      }
      const real = vios.fibreChannelPorts?.find((one) => one.name === port)
      const taken = (places.get(`${vios.id} ${port}`) ?? 0) + 1
      places.set(`${vios.id} ${port}`, taken)
      if (real?.npivReady !== true || taken > (real.availablePorts ?? 0)) wrong.push('no place on the port')
    }
  }
  return wrong
}

interface Spot {
  readonly vios: Vios
  readonly port: string | null
}

/** Adapters as they are apart now. */
function adaptersOf(moved: Partition) {
  return [
    ...(moved.virtualScsi ?? []).map((one) => ({ kind: 'virtual SCSI', port: null, ...one, wwpns: [] })),
    ...(moved.virtualFibreChannel ?? []).map((one) => ({
      kind: 'virtual Fibre Channel',
      backing: [],
      ...one,
    })),
  ]
}
type Adapter = ReturnType<typeof adaptersOf>[number] & { readonly port: string | null }

function together(a: Adapter, at: Spot, b: Adapter, other: Spot): boolean {
  if (a.kind !== b.kind || at.vios !== other.vios) return false
  if (a.viosLparId !== b.viosLparId) return true
  return at.port !== null && at.port === other.port && a.port !== null && b.port !== null && a.port !== b.port
}

/** Tries every assignment: whether all adapters can be placed with everything apart that is apart now. */
function canKeepApart(fleet: Fleet, moved: Partition): boolean {
  const adapters: readonly Adapter[] = adaptersOf(moved)
  const beta = fleet.vios.filter(
    (one) => one.serverId === betaId && one.state === 'running' && one.rmcState === 'active',
  )
  const spotsOf = (adapter: Adapter): Spot[] =>
    beta.flatMap((vios): Spot[] => {
      if (adapter.kind === 'virtual SCSI') {
        const seen = new Set(vios.physicalVolumes?.map((one) => one.uniqueId))
        return (adapter.backing ?? []).every((one) => seen.has(one.uniqueId)) ? [{ vios, port: null }] : []
      }
      return (vios.fibreChannelPorts ?? [])
        .filter((port) => port.npivReady === true && (port.availablePorts ?? 0) > 0)
        .map((port) => ({ vios, port: port.name }))
    })
  const chosen: Spot[] = []
  const fits = (spot: Spot): boolean => {
    const onVios = chosen.filter(({ vios }) => vios === spot.vios).length
    const onPort = chosen.filter(({ vios, port }) => vios === spot.vios && port === spot.port).length
    const places =
      spot.vios.fibreChannelPorts?.find((one) => one.name === spot.port)?.availablePorts ?? Infinity
    return (
      onVios < spot.vios.maxVirtualSlots! - spot.vios.nextFreeVirtualSlot! &&
      (spot.port === null || onPort < places)
    )
  }
  const search = (at: number): boolean => {
    const adapter = adapters[at]
    if (adapter === undefined) return true
    return spotsOf(adapter).some((spot) => {
      if (!fits(spot)) return false
      if (chosen.some((other, before) => together(adapters[before]!, other, adapter, spot))) return false
      chosen.push(spot)
      const found = search(at + 1)
      chosen.pop()
      return found
    })
  }
  return search(0)
}

function isApart(moved: Partition, { adapters: mappings }: MappingSuggestion, fleet: Fleet): boolean {
  const adapters: readonly Adapter[] = adaptersOf(moved)
  const placed = mappings.map((one) => ({
    adapter: adapters.find((each) => each.kind === one.kind && each.slot === one.clientSlot)!,
    spot: { vios: fleet.vios.find((vios) => vios.id === one.targetViosId)!, port: one.port },
  }))
  return placed.every((a, at) =>
    placed.slice(at + 1).every((b) => !together(a.adapter, a.spot, b.adapter, b.spot)),
  )
}

const partitionOf = (fleet: Fleet, lparId: number) => fleet.partitions.find((one) => one.lparId === lparId)!

describe('suggested connections', () => {
  it('go to running VIOS that see the disks, to free slots and to ports with a place', () => {
    let mapped = 0
    let open = 0
    fc.assert(
      fc.property(fleets, (fleet) => {
        const found = suggestIn(fleet)
        mapped += found.adapters.length
        open += found.open.length
        expect(faults(fleet, [[partitionOf(fleet, 10), found.adapters]])).toEqual([])
      }),
      runs,
    )
    expect(mapped).toBeGreaterThan(200)
    expect(open).toBeGreaterThan(100)
  })

  it('of one move after the other never take the same place', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const taken = new TakenPlaces()
        const all = [10, 11, 12].map((lparId) => {
          const { adapters } = suggestIn(fleet, lparId, taken)
          taken.take(adapters)
          return [partitionOf(fleet, lparId), adapters] as const
        })
        expect(faults(fleet, all)).toEqual([])
      }),
      runs,
    )
  })

  it('keep VIOS and ports apart whenever that can be', () => {
    let kept = 0
    let lost = 0
    fc.assert(
      fc.property(fleets, (fleet) => {
        const moved = partitionOf(fleet, 10)
        const found = suggestIn(fleet)
        if (canKeepApart(fleet, moved)) {
          kept += 1
          expect(found.open).toEqual([])
          expect(isApart(moved, found, fleet)).toBe(true)
        } else {
          lost += 1
          expect(found.open.length > 0 || found.notes.some((note) => note.includes('now share one'))).toBe(
            true,
          )
        }
      }),
      runs,
    )
    expect(kept).toBeGreaterThan(50)
    expect(lost).toBeGreaterThan(50)
  })

  it('are the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const turned: Fleet = {
          ...fleet,
          vios: fleet.vios.toReversed().map((one) => ({
            ...one,
            physicalVolumes: one.physicalVolumes?.toReversed() ?? null,
            fibreChannelPorts: one.fibreChannelPorts?.toReversed() ?? null,
          })),
          partitions: fleet.partitions.toReversed().map((one) => ({
            ...one,
            virtualScsi:
              one.virtualScsi
                ?.toReversed()
                .map((each) => ({ ...each, backing: each.backing?.toReversed() ?? null })) ?? null,
            virtualFibreChannel: one.virtualFibreChannel?.toReversed() ?? null,
          })),
        }
        expect(suggestIn(turned)).toEqual(suggestIn(fleet))
      }),
      runs,
    )
  })

  it('are fewer with less knowledge, and never invented', () => {
    const viosFacts = [
      'state',
      'rmcState',
      'maxVirtualSlots',
      'nextFreeVirtualSlot',
      'fibreChannelPorts',
      'physicalVolumes',
    ] as const
    const forget = fc.oneof(
      fc.record({ what: fc.constantFrom(...viosFacts), lparId: fc.constantFrom(1, 2) }),
      fc.record({
        what: fc.constantFrom('backing', 'wwpns', 'list', 'ports', 'ids'),
        lparId: fc.constantFrom(1, 2),
      }),
    )
    fc.assert(
      fc.property(fleets, fc.array(forget, { minLength: 1, maxLength: 3 }), (fleet, forgotten) => {
        const before = suggestIn(fleet)
        const poorer = forgotten.reduce(forgetting, fleet)
        const after = suggestIn(poorer)
        expect(faults(fleet, [[partitionOf(fleet, 10), after.adapters]])).toEqual([])
        expect(after.adapters.length).toBeLessThanOrEqual(before.adapters.length)
        if (!before.complete) expect(after.complete).toBe(false)
      }),
      runs,
    )
  })
})

function forgetting(
  fleet: Fleet,
  { what, lparId }: { readonly what: string; readonly lparId: number },
): Fleet {
  const onVios = (change: (vios: Vios) => Vios): Fleet => ({
    ...fleet,
    vios: fleet.vios.map((one) => (one.serverId === betaId && one.lparId === lparId ? change(one) : one)),
  })
  const onPartition = (change: (one: Partition) => Partition): Fleet => ({
    ...fleet,
    partitions: fleet.partitions.map((one) => (one.lparId === 10 ? change(one) : one)),
  })
  switch (what) {
    case 'backing':
      return onPartition((one) => ({
        ...one,
        virtualScsi:
          one.virtualScsi?.map((each, at) => (at === lparId - 1 ? { ...each, backing: null } : each)) ?? null,
      }))
    case 'ids':
      return onPartition((one) => ({
        ...one,
        virtualScsi:
          one.virtualScsi?.map((each) => ({
            ...each,
            backing: each.backing?.map((device) => ({ ...device, uniqueId: null })) ?? null,
          })) ?? null,
      }))
    case 'wwpns':
      return onPartition((one) => ({ ...one, virtualFibreChannel: null }))
    case 'list':
      return onPartition((one) => ({ ...one, virtualScsi: null }))
    case 'ports':
      return onVios((one) => ({
        ...one,
        fibreChannelPorts:
          one.fibreChannelPorts?.map((port, at) =>
            at === 0 ? { ...port, availablePorts: null } : { ...port, npivReady: null },
          ) ?? null,
      }))
    default:
      return onVios((one) => ({ ...one, [what]: null }))
  }
}
