export const fleetText = { title: 'Fleet' } as const
