import { describe, expect, it } from 'vitest'
import type { Partition, Vios } from '../../../shared/inventory/fleet.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { serverSlotsOf } from '../../../shared/mobility/mover-limits.ts'
import { centiNeed, memoryNeed, memoryNeedMib, virtualSlotNeed } from '../../../shared/mobility/need.ts'
import { covers, sumSupply } from '../../../shared/mobility/supply.ts'
import { targetStateOf } from '../../../shared/mobility/target-state.ts'
import {
  aFleet,
  aPartition,
  aPort,
  aScsiAdapter,
  aServer,
  aVios,
  betaId,
  aVnic,
} from '../../support/fleet-builder.ts'

const stateWith = (vios: readonly Vios[], partitions: readonly Partition[] = [], server = aServer()) =>
  targetStateOf(indexFleet(aFleet({ servers: [server], vios, partitions })), server)

describe('targetStateOf', () => {
  it('reads free memory and processors, names and ids', () => {
    const state = stateWith([aVios(), aVios({ lparId: 2 })], [aPartition()])
    expect(state.freeMemoryMib).toBe(524_288)
    expect(state.freeCenti).toBe(3_200)
    expect(state.partitionCount).toBe(3)
    expect([...state.usedLparIds]).toEqual([1, 2, 10])
    expect([...state.names]).toEqual(['vios1-0001', 'vios2-0001', 'p10-0001'])
  })

  it('counts slots from the next free one, without those of known clients', () => {
    const vios = aVios({ maxVirtualSlots: 50, nextFreeVirtualSlot: 40 })
    expect(stateWith([vios]).freeVirtualSlots).toEqual({ atLeast: 10, complete: true })
    const adapters = [39, 40, 49, 50].map((viosSlot) => aScsiAdapter({ viosLparId: 1, viosSlot }))
    const state = stateWith([vios], [aPartition({ virtualScsi: adapters })])
    expect(state.freeVirtualSlots).toEqual({ atLeast: 8, complete: true })
  })

  it('leaves out VIOS that do not run, and says where a state is not known', () => {
    const down = aVios({ lparId: 2, state: 'not activated' })
    const silent = aVios({ lparId: 2, state: null })
    expect(stateWith([aVios(), down]).freeVirtualSlots).toEqual({ atLeast: 360, complete: true })
    expect(stateWith([aVios(), silent]).freeVirtualSlots).toEqual({ atLeast: 360, complete: false })
    expect(stateWith([down]).freeVirtualSlots).toEqual({ atLeast: 0, complete: true })
    expect(stateWith([down]).freeFibreChannelPlaces).toEqual({ atLeast: 0, complete: true })
    expect(stateWith([]).freeVirtualSlots).toEqual({ atLeast: 0, complete: false })
    expect(stateWith([]).freeFibreChannelPlaces).toEqual({ atLeast: 0, complete: false })
  })

  it('counts NPIV places of ready ports', () => {
    const ports = [aPort({ availablePorts: 3 }), aPort({ availablePorts: 9, npivReady: false })]
    expect(stateWith([aVios({ fibreChannelPorts: ports })]).freeFibreChannelPlaces).toEqual({
      atLeast: 3,
      complete: true,
    })
    const unread = [aPort({ availablePorts: 3 }), aPort({ npivReady: null })]
    expect(stateWith([aVios({ fibreChannelPorts: unread })]).freeFibreChannelPlaces).toEqual({
      atLeast: 3,
      complete: false,
    })
  })

  it('knows no partition count where nothing was imported', () => {
    expect(stateWith([], []).partitionCount).toBeNull()
  })

  it('subtracts reserve and members from a pool', () => {
    const server = aServer({
      processorPools: [{ id: 4, name: 'db', maxCenti: centi(1_000), reservedCenti: centi(100) }],
    })
    const member = aPartition({ poolId: 4, entitledCenti: centi(250) })
    const donor = aPartition({ lparId: 11, processorMode: 'dedicated', poolId: null })
    expect(stateWith([], [member, donor], server).freePoolCenti.get(4)).toBe(650)
    const open_ = aServer({ processorPools: [{ id: 4, name: 'db', maxCenti: null, reservedCenti: null }] })
    expect(stateWith([], [member], open_).freePoolCenti.has(4)).toBe(false)
    const unread = aPartition({ poolId: 4, entitledCenti: null })
    expect(stateWith([], [unread], server).freePoolCenti.get(4)).toBeNull()
  })
})

describe('needs', () => {
  it('rounds dedicated entitlement to whole cores', () => {
    expect(centiNeed(aPartition({ entitledCenti: centi(125) }))).toBe(125)
    expect(centiNeed(aPartition({ processorMode: 'dedicated', entitledCenti: centi(125) }))).toBe(200)
    expect(centiNeed(aPartition({ processorMode: null }))).toBeNull()
  })

  it('adds page table and overhead in blocks of the target', () => {
    const need = memoryNeed(
      aPartition({ memoryMib: mib(1_000), maxMemoryMib: mib(64_000), hptRatio: 128 }),
      aServer({ lmbMib: mib(256) }),
    )
    expect(need).toEqual({
      atLeastMib: 1_536,
      cautiousMib: 1_792,
      partitionMib: 1_024,
      pageTableMib: 512,
      overheadMib: 256,
    })
    expect(memoryNeedMib(aPartition(), aServer())).toBe(34_048)
    expect(memoryNeedMib(aPartition({ maxMemoryMib: null }), aServer())).toBeNull()
    expect(memoryNeedMib(aPartition({ memoryMode: 'shared' }), aServer())).toBeNull()
  })

  it('counts one virtual slot for each server adapter and vNIC backing device', () => {
    expect(virtualSlotNeed(aPartition())).toBe(2)
    expect(virtualSlotNeed(aPartition({ vnics: [aVnic({ slot: 5 })] }))).toBe(4)
    expect(virtualSlotNeed(aPartition({ vnics: null }))).toBe(2)
    expect(virtualSlotNeed(aPartition({ virtualScsi: null }))).toBeNull()
  })
})

describe('supply', () => {
  it('answers yes from what is known, no only when all is known', () => {
    expect(covers(sumSupply([2, null]), 2)).toBe(true)
    expect(covers(sumSupply([2, null]), 3)).toBeNull()
    expect(covers(sumSupply([2, 1]), 4)).toBe(false)
    expect(covers(sumSupply([]), 1)).toBeNull()
  })
})

describe('limits for schedules', () => {
  it('takes the lower of the limits of HMC and firmware', () => {
    expect(
      serverSlotsOf(aServer({ maxActiveMigrations: 16, maxFirmwareActiveMigrations: 8 }), 'active').limit,
    ).toBe(8)
    expect(serverSlotsOf(aServer({ maxFirmwareActiveMigrations: null }), 'active').limit).toBe(16)
    expect(serverSlotsOf(aServer({ id: betaId, maxInactiveMigrations: 4 }), 'inactive').limit).toBe(4)
  })
})
