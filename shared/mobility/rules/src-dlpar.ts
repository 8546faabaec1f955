import { commands } from '../inputs.ts'
import { runsIbmi } from '../operating-system.ts'
import { cannotTell, command, pass, warn, type Rule } from '../rule.ts'

const capable = { name: 'dlpar_mem_capable and dlpar_proc_capable', command: commands.dynamicChanges }

export const srcDlpar: Rule = {
  id: 'SRC-DLPAR',
  title: 'The operating system takes dynamic changes (AIX, Linux)',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [capable],
  confidence: 'verified',
  source: 'REST capture (dynamic partitioning capabilities)',
  judge(context) {
    const { name, dlparCapable } = context.partition
    if (dlparCapable === true || runsIbmi(context.partition) === true) return pass
    if (dlparCapable === null)
      return cannotTell(context, capable, `Whether the operating system of ${name} takes dynamic changes`, {
        worst: 'warn',
      })
    return warn(
      `The operating system of ${name} does not take dynamic changes (DLPAR), and an active move needs the same connection to it.`,
      [{ name: 'DLPAR capable', value: false }],
      `Repair RSCT and DynamicRM in the partition (lssrc -a; refresh with /usr/sbin/rsct/bin/refrsrc IBM.MCP), then look on the HMC: ${command('lspartition -dlpar', context)}`,
    )
  },
}
