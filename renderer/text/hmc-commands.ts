/** Read-only HMC commands that are enough for a first import; SYSTEM stands for the name of a managed system. */
export const hmcCommands: readonly { readonly command: string; readonly gives: string }[] = [
  { command: 'lssyscfg -r sys', gives: 'servers' },
  { command: 'lssyscfg -r lpar -m SYSTEM', gives: 'partitions' },
  { command: 'lshwres -r mem --level lpar -m SYSTEM', gives: 'memory' },
  { command: 'lshwres -r proc --level lpar -m SYSTEM', gives: 'processors' },
  { command: 'lshwres -r virtualio --rsubtype eth --level lpar -m SYSTEM', gives: 'networks' },
  { command: 'lshwres -r virtualio --rsubtype fc --level lpar -m SYSTEM', gives: 'WWPNs' },
  { command: 'lssyscfg -r prof -m SYSTEM', gives: 'profiles' },
  { command: 'lslparmigr -r sys -m SYSTEM', gives: 'limits' },
  { command: 'lslic -m SYSTEM -t syspower', gives: 'firmware' },
  { command: 'lsmemopt -m SYSTEM', gives: 'optimizer' },
  { command: 'lspartition -dlpar', gives: 'DLPAR' },
  { command: 'lshmc -V', gives: 'HMC level' },
]
