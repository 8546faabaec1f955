/** Suggested vNICs never take more of a port than there is, and never come out of what is not known. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet, Server, SriovPhysicalPort, VnicAdapter } from '../../shared/inventory/fleet.ts'
import { centiPercent } from '../../shared/inventory/units.ts'
import { judgeMove } from '../../shared/mobility/judge.ts'
import { suggestMappings } from '../../shared/mobility/suggest/suggest.ts'
import type { MappingSuggestion } from '../../shared/mobility/suggest/suggestion.ts'
import { TakenPlaces } from '../../shared/mobility/suggest/taken-places.ts'
import {
  aFleet,
  alphaId,
  anSriovAdapter,
  anSriovPort,
  aPartition,
  aServer,
  aVios,
  aVnic,
  aVnicDevice,
  betaId,
  withSriov,
} from '../support/fleet-builder.ts'

const runs = { numRuns: 300, seed: 20_261_123 }
const able = { vnic_dedicated_sriov_capable: true }

const port = (adapterId: number, portId: number): fc.Arbitrary<SriovPhysicalPort> =>
  fc
    .record({
      label: fc.constantFrom('blue', 'red', ''),
      linkUp: fc.constantFrom(true, true, true, false),
      logicalPorts: fc.constantFrom(0, 57, 58, 59, 60),
      free: fc.constantFrom(0, 200, 300, 500, 10_000),
      step: fc.constantFrom(100, 100, 200),
    })
    .map(({ free, step, logicalPorts, ...rest }) =>
      anSriovPort({
        adapterId,
        portId,
        ...rest,
        logicalPorts,
        capacityStep: centiPercent(step),
        allocatedCapacity: centiPercent(logicalPorts === 0 ? 0 : 10_000 - free),
        allocatedOf: logicalPorts,
      }),
    )

const target: fc.Arbitrary<Server> = fc
  .record({
    ports: fc.tuple(port(1, 0), port(1, 1), port(2, 0), port(2, 1)),
    second: fc.constantFrom('running', 'running', 'failed'),
  })
  .map(({ ports, second }) =>
    aServer({
      id: betaId,
      capabilities: able,
      sriovAdapters: [anSriovAdapter(), anSriovAdapter({ id: 2, state: second })],
      sriovPhysicalPorts: ports,
    }),
  )

const vnic = (slot: number): fc.Arbitrary<VnicAdapter> =>
  fc
    .array(fc.record({ on: fc.constantFrom(1, 2), capacity: fc.constantFrom(100, 200, 300) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((devices) =>
      aVnic({
        slot,
        backing: devices.map(({ on, capacity }) => aVnicDevice(on, { capacity: centiPercent(capacity) })),
      }),
    )

const guest = (lparId: number) =>
  fc
    .tuple(vnic(7), fc.option(vnic(8)))
    .map(([one, other]) =>
      aPartition({ lparId, virtualScsi: [], vnics: other === null ? [one] : [one, other] }),
    )

const fleets: fc.Arbitrary<Fleet> = fc
  .record({ beta: target, guests: fc.tuple(guest(10), guest(11)), slots: fc.integer({ min: 0, max: 4 }) })
  .map(({ beta, guests, slots }) =>
    aFleet({
      servers: [aServer({ capabilities: able, ...withSriov() }), beta],
      vios: [
        aVios(),
        aVios({ lparId: 2 }),
        aVios({ serverId: betaId, nextFreeVirtualSlot: 40, maxVirtualSlots: 40 + slots }),
        aVios({ serverId: betaId, lparId: 2, nextFreeVirtualSlot: 40, maxVirtualSlots: 42 }),
      ],
      partitions: guests,
    }),
  )

function suggestIn(fleet: Fleet, lparId = 10, taken = new TakenPlaces()): MappingSuggestion {
  const index = indexFleet(fleet)
  const moved = index.partitionById.get(`${alphaId}/${lparId}`)!
  return suggestMappings(index, moved, index.serverById.get(betaId)!, { taken })!
}

/** Everything that is wrong with the places of these suggestions together, by full knowledge. */
function faults(fleet: Fleet, found: readonly MappingSuggestion[]): string[] {
  const wrong: string[] = []
  const beta = fleet.servers.find((one) => one.id === betaId)!
  const all = found.flatMap(({ adapters }) => adapters.filter((one) => one.kind === 'vNIC'))
  for (const vios of fleet.vios) {
    const here = all.filter((one) => one.targetViosId === vios.id).length
    if (here > vios.maxVirtualSlots! - vios.nextFreeVirtualSlot!) wrong.push('more slots than there are')
  }
  for (const one of beta.sriovPhysicalPorts!) {
    const here = all.filter(({ vnic: at }) => at?.adapterId === one.adapterId && at.portId === one.portId)
    if (here.length === 0) continue
    const sum = here.reduce((total, { vnic: at }) => total + at!.capacity, 0)
    if (one.linkUp !== true) wrong.push('dead link')
    if (beta.sriovAdapters!.find(({ id }) => id === one.adapterId)?.state !== 'running')
      wrong.push('dead adapter')
    if (one.logicalPorts! + here.length > one.maxLogicalPorts!) wrong.push('too many logical ports')
    if (one.allocatedCapacity! + sum > 10_000) wrong.push('too much capacity')
    if (here.some(({ vnic: at }) => at!.capacity % one.capacityStep! !== 0)) wrong.push('between the steps')
  }
  for (const { adapters, open } of found)
    for (const slot of new Set(open.map((one) => one.clientSlot)))
      if (adapters.some((one) => one.clientSlot === slot)) wrong.push('half a vNIC')
  return wrong
}

describe('suggested vNICs', () => {
  it('fit on the ports, one move after the other', () => {
    let mapped = 0
    let open = 0
    fc.assert(
      fc.property(fleets, (fleet) => {
        const taken = new TakenPlaces()
        const first = suggestIn(fleet, 10, taken)
        taken.take(first.adapters)
        const second = suggestIn(fleet, 11, taken)
        mapped += first.adapters.length + second.adapters.length
        open += first.open.length + second.open.length
        expect(faults(fleet, [first, second])).toEqual([])
      }),
      runs,
    )
    expect(mapped).toBeGreaterThan(200)
    expect(open).toBeGreaterThan(100)
  })

  it('that are complete are never refused by the rule', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        if (!suggestIn(fleet).complete) return
        const index = indexFleet(fleet)
        const { findings } = judgeMove(
          index,
          index.partitionById.get(`${alphaId}/10`)!,
          index.serverById.get(betaId)!,
        )
        const found = findings.find((one) => one.ruleId === 'SRC-VNIC')?.verdict ?? 'pass'
        expect(['pass', 'warn']).toContain(found)
      }),
      runs,
    )
  })

  it('are the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const turned: Fleet = {
          ...fleet,
          servers: fleet.servers.map((one) => ({
            ...one,
            sriovAdapters: one.sriovAdapters!.toReversed(),
            sriovPhysicalPorts: one.sriovPhysicalPorts!.toReversed(),
          })),
          vios: fleet.vios.toReversed(),
          partitions: fleet.partitions.map((one) => ({ ...one, vnics: one.vnics!.toReversed() })),
        }
        expect(suggestIn(turned)).toEqual(suggestIn(fleet))
      }),
      runs,
    )
  })

  it('are fewer with less knowledge, and never invented', () => {
    const forget = fc.record({
      what: fc.constantFrom(
        'linkUp',
        'logicalPorts',
        'maxLogicalPorts',
        'capacityStep',
        'allocatedCapacity',
        'adapters',
        'ports',
      ),
      at: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(fleets, forget, (fleet, { what, at }) => {
        const poorer: Fleet = {
          ...fleet,
          servers: fleet.servers.map((one) => {
            if (one.id !== betaId) return one
            if (what === 'adapters') return { ...one, sriovAdapters: null }
            if (what === 'ports') return { ...one, sriovPhysicalPorts: null }
            const ports = one.sriovPhysicalPorts!.map((each, n) =>
              n === at ? { ...each, [what]: null } : each,
            )
            return { ...one, sriovPhysicalPorts: ports }
          }),
        }
        const [before, after] = [suggestIn(fleet), suggestIn(poorer)]
        expect(faults(fleet, [after])).toEqual([])
        expect(after.adapters.length).toBeLessThanOrEqual(before.adapters.length)
        if (!before.complete) expect(after.complete).toBe(false)
      }),
      runs,
    )
  })
})
