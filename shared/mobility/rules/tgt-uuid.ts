import { validateCommand } from '../command.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, command, everyMove, pass, type MoveContext, type Rule } from '../rule.ts'
import type { Addresses } from '../server-facts.ts'

const uuid = { name: 'uuid', command: `${commands.partitions} -F name,lpar_id,uuid` }
const targetUuid = {
  name: 'uuid on the target',
  command: `${commands.targetPartitions} -F name,lpar_id,uuid`,
}
const mac = { name: 'mac_addr', command: commands.ethernet }
const targetMac = { name: 'mac_addr on the target', command: commands.targetEthernet }
const wwpn = { name: 'WWPNs', command: commands.fibreChannel }
const targetWwpn = { name: 'WWPNs on the target', command: commands.targetFibreChannel }

interface Identity {
  readonly word: string
  readonly own: readonly string[] | null
  readonly there: Addresses
  readonly input: Rule['inputs'][number]
  readonly targetInput: Rule['inputs'][number]
  readonly remedy: (context: MoveContext) => string
}

/** In the order in which clashes are reported. */
function identities({ partition, partitionFacts, target }: MoveContext): readonly Identity[] {
  return [
    {
      word: 'UUID',
      own: partition.uuid === null ? null : [partition.uuid.toLowerCase()],
      there: target.uuids,
      input: uuid,
      targetInput: targetUuid,
      remedy: ({ source, target: to, partition: one }) =>
        `Find out which partition is the copy; override with: ${validateCommand(source.server, to.server, one, '--uuid 2')}`,
    },
    {
      word: 'MAC address',
      own: partitionFacts.macs,
      there: target.macs,
      input: mac,
      targetInput: targetMac,
      remedy: (context) =>
        `Create the adapter again with another address: ${command('lshwres -r virtualio --rsubtype eth --level lpar -m {target} -F lpar_name,slot_num,mac_addr', context)}`,
    },
    {
      word: 'WWPN',
      own: partitionFacts.wwpns,
      there: target.wwpns,
      input: wwpn,
      targetInput: targetWwpn,
      remedy: () =>
        'Find out which partition is the copy and create its virtual Fibre Channel adapter again.',
    },
  ]
}

export const tgtUuid: Rule = {
  id: 'TGT-UUID',
  title: 'UUID, MAC addresses and WWPNs are not used on the target',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [uuid, mac, wwpn, targetUuid, targetMac, targetWwpn],
  confidence: 'general knowledge',
  source: 'man migrlpar (--uuid); meaning general knowledge',
  judge(context) {
    const { partition, target } = context
    const all = identities(context)
    for (const { word, own, there, remedy } of all) {
      const clash = own?.find((one) => there.owners.has(one))
      if (clash !== undefined)
        return block(
          `${word} ${clash} of ${partition.name} is in use on ${target.server.name} by ${there.owners.get(clash) ?? 'a partition'}.`,
          [{ name: word, value: clash }],
          remedy(context),
        )
    }
    for (const { word, own, there, input, targetInput } of all) {
      if (own?.length === 0) continue
      if (own === null) return cannotTell(context, input, `The ${word} of ${partition.name}`)
      if (!there.complete)
        return cannotTell(context, targetInput, `The ${word} of every partition of ${target.server.name}`)
    }
    return pass
  },
}
