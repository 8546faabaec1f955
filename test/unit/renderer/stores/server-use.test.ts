import { describe, expect, it } from 'vitest'
import type { Partition, Server, Vios } from '../../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../../shared/inventory/units.ts'
import { percentile, serverUse, sumKnown } from '../../../../renderer/stores/server-use.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'

const fleet = inventFleet(20)
const server: Server = {
  ...(fleet.servers[0] as Server),
  configurableMemoryMib: mib(1000),
  availableMemoryMib: null,
  firmwareMemoryMib: mib(20),
  configurableCenti: centi(400),
  availableCenti: null,
}
const partition = (values: Partial<Partition>): Partition => ({
  ...(fleet.partitions[0] as Partition),
  state: 'running',
  memoryMib: mib(100),
  entitledCenti: centi(100),
  typicalWeek: null,
  ...values,
})
const vios: Vios = { ...(fleet.vios[0] as Vios), memoryMib: mib(80), entitledCenti: centi(50) }

describe('serverUse', () => {
  it('adds partitions, VIOS and firmware where the HMC does not say what is free', () => {
    const use = serverUse(server, [partition({}), partition({})], [vios])
    expect(use.memory).toBeCloseTo((200 + 80 + 20) / 1000)
    expect(use.entitled).toBeCloseTo(250 / 400)
  })
  it('takes what the HMC says is free before any sum', () => {
    const use = serverUse({ ...server, availableMemoryMib: mib(250) }, [partition({})], [])
    expect(use.memory).toBeCloseTo(0.75)
  })
  it('does not count partitions that are not activated', () => {
    const use = serverUse(server, [partition({}), partition({ state: 'not activated' })], [])
    expect(use.memory).toBeCloseTo(0.12)
    expect(use.running).toBe(1)
  })
  it('is not known as soon as one part is not known', () => {
    expect(serverUse(server, [partition({}), partition({ memoryMib: null })], []).memory).toBeNull()
    expect(serverUse({ ...server, configurableMemoryMib: null }, [partition({})], []).memory).toBeNull()
    expect(sumKnown([1, null])).toBeNull()
  })
  it('says how many partitions its load covers', () => {
    const week = Array.from({ length: 168 }, () => 1)
    const use = serverUse(server, [partition({ typicalWeek: week }), partition({})], [])
    expect(use).toMatchObject({ loadMean: 0.25, loadPeak: 0.25, measured: 1, running: 2 })
    expect(serverUse(server, [partition({})], []).loadMean).toBeNull()
  })
})

describe('percentile', () => {
  it('interpolates between ranks', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBeCloseTo(2.5)
    expect(percentile([], 0.5)).toBeNull()
  })
})
