import { count } from '../plural.ts'

export const firstRunText = {
  title: 'Plan Live Partition Mobility on IBM Power',
  lead: 'Import what the HMC knows, see what can move and why not, and get a timed plan.',
  doors: 'Ways to begin',
  sample: {
    title: 'Open the sample data centre',
    body: (servers: number, partitions: number) =>
      `${count(servers, 'server')}, ${count(partitions, 'partition')} and the troubles real fleets have. Change anything; it is a copy.`,
    open: 'Open sample',
    opening: 'Opening the sample',
    bar: (server: string, used: string, all: string) => `${server}: ${used} of ${all} used`,
  },
  import: {
    title: 'Import inventory',
    body: 'HMC command output, also as HMC Scanner’s cache holds it, and HMC REST documents. Drop them anywhere in this window.',
    choose: 'Choose files',
    onHmc: 'on the HMC, read only',
    copy: 'Copy these commands',
    copied: 'Copied',
    copyFailed: 'The clipboard could not be written',
  },
  workspace: {
    title: 'Open a workspace',
    body: 'Continue where you stopped. A workspace is one file; its undo history is inside.',
    open: 'Open',
    create: 'New workspace',
    recent: 'Recent workspaces',
    none: 'No workspace was opened on this computer yet.',
    missing: 'not found on disk',
    pathTitle: 'Open workspace',
    pathLabel: 'Path of the workspace file on the computer that runs LPM Planner',
    nameTitle: 'Create workspace',
    nameLabel: (folder: string) => `Name of the new file in ${folder}`,
    nameLabelBare: 'Name of the new file in the workspace folder',
    create2: 'Create workspace',
    open2: 'Open workspace',
  },
  promises: [
    { id: 'offline', title: 'Offline.', body: 'Nothing leaves this computer.' },
    { id: 'traceable', title: 'Traceable.', body: 'Every figure names its file and line.' },
    { id: 'honest', title: 'No silent yes.', body: 'Missing data reads “cannot tell”.' },
  ],
  version: (version: string) => `LPM Planner ${version}`,
  catalogue: (date: string, rules: number) => `Rule catalogue ${date}, ${count(rules, 'rule')}`,
  shortcuts: 'shortcuts',
} as const
