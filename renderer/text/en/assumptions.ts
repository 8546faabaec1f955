export const assumptionsText = { title: 'Assumptions' } as const
