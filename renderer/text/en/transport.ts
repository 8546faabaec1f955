export const transportText = {
  unreachable: 'The application does not answer.',
  unreachableDetail: 'What was committed before is on disk; the last action may not have been carried out.',
  unreachableHint: 'Check that the program is still running, then try again.',
  noPath: 'A dropped item has no place on this computer.',
  noPathHint: 'Save it as a file first, then import that file.',
} as const
