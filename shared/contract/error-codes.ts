/**
 * Registry of error codes. A code is never reused for another meaning; each has a test that provokes it. `exit` is the
 * status the command line ends with: 1 the answer is "no", 2 bad input or usage, 3 a fault of ours.
 */
export const errorCodes = {
  'request-unknown': { exit: 3, about: 'A command the application does not know.' },
  'request-invalid': { exit: 2, about: 'Input that does not fit its schema.' },
  'request-too-large': { exit: 2, about: 'Input beyond the size limit.' },
  'request-refused': { exit: 3, about: 'A sender that is not the application window.' },
  'workspace-none': { exit: 2, about: 'A command that needs an open workspace.' },
  'workspace-missing': { exit: 2, about: 'The workspace file does not exist.' },
  'workspace-exists': { exit: 2, about: 'A file of that name exists already.' },
  'workspace-foreign': { exit: 2, about: 'A file that is no LPM Planner workspace.' },
  'workspace-newer': { exit: 2, about: 'A workspace written by a newer version.' },
  'workspace-damaged': { exit: 2, about: 'A workspace that fails its integrity check.' },
  'workspace-locked': { exit: 2, about: 'A workspace another process holds.' },
  'workspace-read-only': { exit: 2, about: 'A workspace or folder that cannot be written.' },
  'disk-full': { exit: 2, about: 'No space left to write.' },
  'file-missing': { exit: 2, about: 'A file or folder that does not exist.' },
  'file-unreadable': { exit: 2, about: 'A file that cannot be read.' },
  'file-unwritable': { exit: 2, about: 'A file that cannot be written.' },
  'import-nothing': { exit: 2, about: 'Nothing in the given paths could be recognised.' },
  'import-too-large': { exit: 2, about: 'An import beyond its limits.' },
  'import-unknown': { exit: 2, about: 'A preview that no longer exists.' },
  'plan-missing': { exit: 2, about: 'A plan that does not exist.' },
  'plan-invalid': { exit: 2, about: 'A plan document that cannot be read.' },
  'plan-refused': { exit: 1, about: 'A plan the referee refuses.' },
  'plan-impossible': { exit: 1, about: 'A goal that cannot be planned.' },
  'scenario-invalid': { exit: 2, about: 'A forecast scenario that cannot be read.' },
  'rules-invalid': { exit: 2, about: 'A file of planning rules that cannot be read or used.' },
  'reassignment-invalid': {
    exit: 2,
    about: 'A model or assignment of the public benchmark that cannot be read.',
  },
  'inventory-missing': { exit: 2, about: 'A server or partition that is not in the inventory.' },
  'assumption-invalid': { exit: 2, about: 'An assumption out of its range or scope.' },
  'past-move-missing': { exit: 2, about: 'A past move that is not in the workspace.' },
  'statement-invalid': { exit: 2, about: 'A statement about something it cannot be about.' },
  'catalogue-invalid': { exit: 2, about: 'A value or row a dated table does not take.' },
  'nothing-to-undo': { exit: 2, about: 'Undo or redo with an empty history.' },
  'job-cancelled': { exit: 2, about: 'A job the user cancelled.' },
  'job-unknown': { exit: 2, about: 'A job that does not exist.' },
  'worker-died': { exit: 3, about: 'A worker ended unexpectedly; it is restarted.' },
  usage: { exit: 2, about: 'A command line that cannot be understood.' },
  internal: { exit: 3, about: 'A fault of ours.' },
} as const

export type ErrorCode = keyof typeof errorCodes
