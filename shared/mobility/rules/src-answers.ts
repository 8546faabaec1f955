/** Rules that only a person can answer: cluster software, licences keyed to the serial number, open consoles. */
import type { StatementSubject } from '../../inventory/fleet.ts'
import { answered, commands } from '../inputs.ts'
import { runsIbmi } from '../operating-system.ts'
import { cannotTell, command, pass, warn, type PartitionContext, type Rule } from '../rule.ts'
import { narrowest } from '../statements.ts'

/** What counts for the partition: said of it, of its server, or of the fleet; null where nobody answered. */
function holds(subject: StatementSubject, { partitionFacts, source }: PartitionContext): boolean | null {
  const statement = narrowest(subject, partitionFacts.said, source.said, null, source.saidOfFleet)
  return statement === null ? null : statement.holds
}

const clusters = { name: 'your answer about cluster software', command: answered }

export const srcCluster: Rule = {
  id: 'SRC-CLUSTER',
  title: 'No cluster software with heartbeat timers',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [clusters],
  confidence: 'verified',
  source: 'IBM LPM performance page; robmcnelly.com copy of the restrictions',
  judge(context) {
    const { name } = context.partition
    const installed = holds('cluster-software', context)
    if (installed === false) return pass
    if (installed === null)
      return cannotTell(context, clusters, `Whether cluster software runs in ${name}`, { worst: 'warn' })
    return warn(
      `${name} runs cluster software: while it is suspended, the other nodes may take it for dead.`,
      [{ name: 'cluster software', value: true }],
      'Move it alone and off peak, with the heartbeat timers of the cluster raised for the time of the move.',
    )
  },
}

const licences = { name: 'your answer about licences keyed to the serial number', command: answered }
const virtualSerial = {
  name: 'virtual_serial_num',
  command: `${commands.partitions} -F name,lpar_id,virtual_serial_num`,
}

export const srcLicense: Rule = {
  id: 'SRC-LICENSE',
  title: 'No software keyed to the serial number, or a virtual serial number',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [virtualSerial, licences],
  confidence: 'verified',
  source: 'theibmi.org; Fortra LPM page',
  judge(context) {
    const { name, virtualSerialNumber: serial } = context.partition
    if (serial !== null && serial !== '') return pass
    const keyed = holds('serial-licences', context)
    if (keyed === false) return pass
    if (keyed === null)
      return cannotTell(context, licences, `Whether ${name} runs software keyed to the serial number`, {
        worst: 'warn',
      })
    const facts = [{ name: 'licences keyed to the serial number', value: true }]
    if (serial === null)
      return cannotTell(
        context,
        virtualSerial,
        `The virtual serial number of ${name}, which would keep its licences valid,`,
        { worst: 'warn', facts },
      )
    return warn(
      `${name} runs software keyed to the serial number of its server and has no virtual serial number.`,
      facts,
      'Order keys for the target (temporary ones for a stay of some days), or give the partition a virtual serial number.',
    )
  },
}

const environment = { name: 'lpar_env', command: commands.partitions }
const consoles = { name: 'your answer about console sessions', command: answered }

export const srcConsole: Rule = {
  id: 'SRC-CONSOLE',
  title: 'IBM i: no console session is open',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [environment, consoles],
  confidence: 'verified',
  source: 'theibmi.org',
  judge(context) {
    const { partition } = context
    const ibmi = runsIbmi(partition)
    if (ibmi === false) return pass
    const open = holds('console-sessions', context)
    if (open === false) return pass
    if (ibmi === null)
      return cannotTell(
        context,
        environment,
        `The environment of ${partition.name}, which says whether a console session matters,`,
        { worst: 'warn' },
      )
    if (open === null)
      return cannotTell(context, consoles, `Whether a console session of ${partition.name} (IBM i) is open`, {
        worst: 'warn',
      })
    return warn(
      `A console session of ${partition.name} (IBM i) is open; it does not move with the partition.`,
      [{ name: 'console session', value: true }],
      `Close it before the move: ${command('rmvterm -m {source} --id {id}', context)}, or end the 5250 console.`,
    )
  },
}
