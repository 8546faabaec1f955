export interface HmcCommand {
  readonly command: string
  readonly gives: string
}

/** Read-only HMC commands that are enough for a first import; SYSTEM stands for the name of a managed system. */
export const hmcCommands: readonly HmcCommand[] = [
  { command: 'lssyscfg -r sys', gives: 'servers' },
  { command: 'lssyscfg -r lpar -m SYSTEM', gives: 'partitions' },
  { command: 'lshwres -r mem --level lpar -m SYSTEM', gives: 'memory' },
  { command: 'lshwres -r proc --level lpar -m SYSTEM', gives: 'processors' },
  { command: 'lshwres -r virtualio --rsubtype eth --level lpar -m SYSTEM', gives: 'networks' },
  { command: 'lshwres -r virtualio --rsubtype fc --level lpar -m SYSTEM', gives: 'WWPNs' },
  { command: 'lslparmigr -r sys -m SYSTEM', gives: 'limits' },
  { command: 'lslic -m SYSTEM -t syspower', gives: 'firmware' },
]

/** Short commands that settle rules which otherwise cannot tell. */
export const ruleCommands: readonly HmcCommand[] = [
  { command: 'lssyscfg -r prof -m SYSTEM', gives: 'profiles' },
  { command: 'lsmemopt -m SYSTEM', gives: 'optimizer' },
  { command: 'lspartition -dlpar', gives: 'DLPAR' },
  { command: 'lshmc -V', gives: 'HMC level' },
]
