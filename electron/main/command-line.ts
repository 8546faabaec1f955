import { commandNames } from '../cli/command-names.ts'

/**
 * The command line words when the packed application is used as `lpm-planner <command>`, or null where the desktop
 * window is wanted. `argv` is the process's; a packed application has no script argument.
 */
export function commandLineOf(argv: readonly string[], packed: boolean): readonly string[] | null {
  const words = argv
    .slice(packed ? 1 : 2)
    .filter((word) => !/^--(no-sandbox|inspect|remote-debugging)/.test(word))
  const first = words[0]
  if (first === undefined) return null
  return first === '--version' || first === '--help' || commandNames.includes(first) ? words : null
}
