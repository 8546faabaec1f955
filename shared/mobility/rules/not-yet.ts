/** Rules of domain.md 3.4 that are not judged, each with the reason; shown to users as "not checked". */
export interface UncheckedRule {
  readonly id: string
  readonly title: string
  readonly reason: string
}

export const notYet: readonly UncheckedRule[] = [
  {
    id: 'SRC-DLPAR',
    title: 'DLPAR capability of the operating system',
    reason: 'Plain HMC command output does not carry it; SRC-RMC judges the connection it depends on.',
  },
  {
    id: 'SRC-BSR',
    title: 'Barrier synchronization register arrays in use',
    reason: 'bsr_arrays is not in the inventory.',
  },
  {
    id: 'SRC-CONSOLE',
    title: 'Open console sessions',
    reason: 'Sessions are not in HMC output; ask the operators.',
  },
  {
    id: 'SRC-MINAFF',
    title: 'Minimum affinity score (Power11)',
    reason: 'Affinity scores and their minimum are not in the inventory.',
  },
  {
    id: 'SRC-PROFILE',
    title: 'Clashes of profile names, profile in use',
    reason: 'Only the name of the current profile is in the inventory.',
  },
  {
    id: 'SRC-CLUSTER',
    title: 'Clusters with heartbeat timers',
    reason: 'HMC output does not name cluster software.',
  },
  {
    id: 'SRC-LICENSE',
    title: 'Software keyed to the serial number',
    reason: 'HMC output does not name licences.',
  },
  {
    id: 'MEM-MIRROR',
    title: 'Memory mirroring and encryption',
    reason: 'mem_mirroring_mode is not in the inventory.',
  },
  { id: 'TGT-DPO', title: 'Optimizer running on the target', reason: 'lsmemopt output is not imported.' },
  {
    id: 'NET-L2',
    title: 'IP subnet reachable on the target',
    reason: 'IP addresses of partitions are not in HMC output; TGT-VLAN judges the VLANs.',
  },
  {
    id: 'HMC-VERSION',
    title: 'HMC level supports both servers',
    reason: 'lshmc -V output is not in the inventory.',
  },
  {
    id: 'LIC-PEP',
    title: 'Activations and licensed cores',
    reason: 'lscod and lscodpool output is not in the inventory.',
  },
]
