import { expect, it } from 'vitest'
import type { PlanConnections } from '../../../../shared/plan/connections.ts'
import { connectionRows } from '../../../../renderer/views/plans/connection-rows.ts'

const place = { targetViosId: 'B/1', targetViosName: 'b-vios1', targetViosLparId: 1, why: 'It has room.' }

it('shows adapters by kind and slot, with what is left to the HMC among them', () => {
  const connections: PlanConnections = {
    complete: false,
    adapters: [
      {
        ...place,
        kind: 'virtual Fibre Channel',
        clientSlot: 4,
        sourceViosName: 'a-vios1',
        targetViosSlot: null,
        port: 'fcs0',
      },
      {
        ...place,
        kind: 'virtual SCSI',
        clientSlot: 9,
        sourceViosName: null,
        targetViosSlot: 14,
        port: null,
      },
    ],
    open: [{ kind: 'virtual SCSI', clientSlot: 3, why: 'What backs it is not known.' }],
  }
  expect(connectionRows(connections).map(({ adapter, place: where, now }) => [adapter, where, now])).toEqual([
    ['SCSI slot 3', null, ''],
    ['SCSI slot 9', 'b-vios1, slot 14', ''],
    ['FC slot 4', 'b-vios1, fcs0', 'now a-vios1'],
  ])
})

it('shows nothing of plans that do not say', () => {
  expect(connectionRows(undefined)).toEqual([])
})
