/** The commands of the command line; also how the desktop host tells a command from a start. */
export const commandNames: readonly string[] = [
  'import',
  'inventory',
  'check',
  'forecast',
  'calibrate',
  'plan',
  'verify',
  'export',
  'bench',
]
