import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Vios } from '../../../../shared/inventory/fleet.ts'
import { redundantMoverAttributes } from '../../../../shared/mobility/suggest/migrlpar-attributes.ts'
import { suggestMappings, type SuggestOptions } from '../../../../shared/mobility/suggest/suggest.ts'
import {
  aBacking,
  aFleet,
  alphaId,
  aPartition,
  aScsiAdapter,
  aServer,
  aVios,
  betaId,
} from '../../../support/fleet-builder.ts'

/** Changes of each VIOS: alpha's two, then beta's. */
function suggest(
  vios: readonly [Partial<Vios>, Partial<Vios>, Partial<Vios>, Partial<Vios>],
  options?: SuggestOptions,
) {
  const backing = [aBacking({ kind: 'shared-pool-unit', name: 'lu1', uniqueId: null })]
  const index = indexFleet(
    aFleet({
      servers: [aServer(), aServer({ id: betaId })],
      vios: vios.map((change, at) =>
        aVios({ serverId: at < 2 ? alphaId : betaId, lparId: (at % 2) + 1, ...change }),
      ),
      partitions: [aPartition({ virtualScsi: [aScsiAdapter({ backing })] })],
      disksEverywhere: false,
    }),
  )
  const partition = index.partitionById.get(`${alphaId}/10`)!
  return suggestMappings(index, partition, index.serverById.get(betaId)!, options)!
}
const c = (clusterId: string | null, clusterName: string | null = null) => ({ clusterId, clusterName })

describe('a unit of a shared storage pool', () => {
  it('goes to a VIOS of the same cluster, the place of which comes second', () => {
    const found = suggest([c('a'), c('a'), c('b'), c('a', 'pool1')])
    expect(found.complete).toBe(true)
    expect(found.adapters).toMatchObject([
      {
        targetViosName: 'vios2-0002',
        why: 'It serves what vios1-0001 serves now and is in the cluster of lu1.',
      },
    ])
    expect(found.migrlparAttributes).toContain('virtual_scsi_mappings=4//2')
  })

  it.each<[string, (string | null)[], RegExp]>([
    ['its own cluster is not known', [null, 'a', 'a', 'a'], /^The storage cluster of lu1 is not known/],
    [
      'no VIOS there is in it',
      ['a', 'a', 'b', null],
      /^vios1-0002 is in the storage cluster b, not in a and vios2-0002 is in a storage cluster that is not known\.$/,
    ],
  ])('stays open when %s', (_what, ids, reason) => {
    const found = suggest(ids.map((id) => c(id)) as unknown as Parameters<typeof suggest>[0])
    expect(found.adapters).toEqual([])
    expect(found.open.map((one) => one.why)).toEqual([expect.stringMatching(reason)])
  })
})

describe('redundant movers', () => {
  const at = (address: string, ...more: string[]) => ({ moverAddresses: [address, ...more] })
  const all = [at('10.0.0.1'), at('10.0.0.2'), at('10.1.0.1'), at('10.1.0.2')] as const

  it('are written with all their parts, in place of the single pair', () => {
    const found = suggest(all)
    expect(found.redundantMovers).toMatchObject([
      { source: { lparId: 1, address: '10.0.0.1' }, target: { lparId: 1, address: '10.1.0.1' } },
      { source: { lparId: 2, address: '10.0.0.2' }, target: { lparId: 2, address: '10.1.0.2' } },
    ])
    expect(found.migrlparAttributes).toContain(
      '"redundant_msps=1/vios1-0001/1/10.0.0.1/vios1-0002/1/10.1.0.1,1/vios2-0001/2/10.0.0.2/vios2-0002/2/10.1.0.2"',
    )
    expect(found.migrlparAttributes).not.toContain('source_msp_name')
    expect(found.notes.join(' ')).toMatch(/--redundantmsps 2 beside redundant_msps/)
  })

  it('turn round for the way back', () => {
    const [[, value] = ['', '']] = redundantMoverAttributes(suggest(all).redundantMovers ?? [], 'back')
    expect(value.split(',')[0]).toBe('1/vios1-0002/1/10.1.0.1/vios1-0001/1/10.0.0.1')
  })

  it('are not written without every address: the missing one is named with its command', () => {
    const found = suggest([all[0], all[1], all[2], {}])
    expect(found.redundantMovers).toBeUndefined()
    expect(found.migrlparAttributes).toMatch(/^source_msp_name=vios1-0001,dest_msp_name=vios1-0002/)
    expect(found.notes.join(' ')).toContain(
      'the address of vios2-0002 is not known. Import the output of: lslparmigr -r msp -m alpha -t beta --filter lpar_names=p10-0001',
    )
  })

  it('are not written where an address would have to be chosen', () => {
    const found = suggest([at('10.0.0.1', '192.168.0.1'), all[1], all[2], all[3]])
    expect(found.redundantMovers).toBeUndefined()
    expect(found.notes.join(' ')).toMatch(/vios1-0001 has several addresses/)
  })

  it('are not written with a name that holds a separator', () => {
    const found = suggest([{ ...all[0], name: 'v/1' }, all[1], all[2], all[3]])
    expect(found.migrlparAttributes).toMatch(/^source_msp_name=v\/1,/)
  })

  it('need two on both servers, and an active move', () => {
    expect(suggest([all[0], { ...all[1], mover: false }, all[2], all[3]]).redundantMovers).toBeUndefined()
    expect(suggest(all, { moveType: 'inactive' }).redundantMovers).toBeUndefined()
  })
})
