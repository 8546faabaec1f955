import type { AdapterKind, PlanConnections } from '../../../shared/plan/connections.ts'
import { text } from '../../text/en.ts'

export interface ConnectionRow {
  readonly key: string
  readonly adapter: string
  /** VIOS with slot and port; null where nothing is suggested. */
  readonly place: string | null
  /** What serves it now; '' where that is not known. */
  readonly now: string
  readonly why: string
}

const order: readonly AdapterKind[] = ['virtual SCSI', 'virtual Fibre Channel', 'vNIC']

/** How each adapter is connected on the target, by kind and client slot; nothing where the plan does not say. */
export function connectionRows(connections: PlanConnections | undefined): readonly ConnectionRow[] {
  if (connections === undefined) return []
  const words = text.plans.connections
  const rows = [
    ...connections.adapters.map((one) => ({
      one,
      place: words.place(one.targetViosName, one.targetViosSlot, one.port),
      now: one.sourceViosName === null ? '' : words.now(one.sourceViosName),
      device: one.vnic?.device,
    })),
    ...connections.open.map((one) => ({ one, place: null, now: '', device: undefined })),
  ]
  return rows
    .toSorted(
      (a, b) =>
        order.indexOf(a.one.kind) - order.indexOf(b.one.kind) ||
        a.one.clientSlot - b.one.clientSlot ||
        (a.device ?? 0) - (b.device ?? 0),
    )
    .map(({ one, place, now, device }) => ({
      key: `${one.kind} ${one.clientSlot} ${device ?? ''}`,
      adapter: words.adapter(words.kinds[one.kind], one.clientSlot, device),
      place,
      now,
      why: one.why,
    }))
}
