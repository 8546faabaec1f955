export const importText = { title: 'Import' } as const
