export const firstRunText = { title: 'Plan Live Partition Mobility on IBM Power' } as const
