import { validateCommand } from '../command.ts'
import { commands } from '../inputs.ts'
import {
  block,
  cannotTell,
  command,
  everyMove,
  pass,
  type MoveContext,
  type Rule,
  type RuleInput,
} from '../rule.ts'
import type { Addresses, ServerFacts } from '../server-facts.ts'

const uuid = { name: 'uuid', command: `${commands.partitions} -F name,lpar_id,uuid` }
const targetUuid = {
  name: 'uuid on the target',
  command: `${commands.targetPartitions} -F name,lpar_id,uuid`,
}
const mac = { name: 'mac_addr', command: commands.ethernet }
const vnicMac = { name: 'mac_addr of vNIC adapters', command: commands.vnic }
const targetMac = { name: 'mac_addr on the target', command: commands.targetEthernet }
const wwpn = { name: 'WWPNs', command: commands.fibreChannel }
const targetWwpn = { name: 'WWPNs on the target', command: commands.targetFibreChannel }

interface Identity {
  readonly word: string
  readonly own: (context: MoveContext) => readonly string[] | null
  readonly there: (target: ServerFacts) => Addresses
  readonly input: (context: MoveContext) => RuleInput
  readonly targetInput: RuleInput
  readonly remedy: (context: MoveContext) => string
}

/** In the order in which clashes are reported. */
const identities: readonly Identity[] = [
  {
    word: 'UUID',
    own: ({ partitionFacts }) => partitionFacts.uuids,
    there: (target) => target.uuids,
    input: () => uuid,
    targetInput: targetUuid,
    remedy: ({ source, target, partition }) =>
      `Find out which partition is the copy; override with: ${validateCommand(source.server, target.server, partition, '--uuid 2')}`,
  },
  {
    word: 'MAC address',
    own: ({ partitionFacts }) => partitionFacts.macs,
    there: (target) => target.macs,
    input: ({ partition }) =>
      partition.vnics?.some((one) => one.macAddress === null) === true ? vnicMac : mac,
    targetInput: targetMac,
    remedy: (context) =>
      `Create the adapter again with another address: ${command('lshwres -r virtualio --rsubtype eth --level lpar -m {target} -F lpar_name,slot_num,mac_addr', context)}`,
  },
  {
    word: 'WWPN',
    own: ({ partitionFacts }) => partitionFacts.wwpns,
    there: (target) => target.wwpns,
    input: () => wwpn,
    targetInput: targetWwpn,
    remedy: () => 'Find out which partition is the copy and create its virtual Fibre Channel adapter again.',
  },
]

function firstOf(
  addresses: readonly string[] | null,
  owners: ReadonlyMap<string, string>,
): string | undefined {
  for (const address of addresses ?? []) if (owners.has(address)) return address
  return undefined
}

/** Known on both sides, and used by nobody; asked for every pair of a fleet. */
function isFree(own: readonly string[] | null, there: Addresses): boolean {
  if (own === null || (own.length > 0 && !there.complete)) return false
  return firstOf(own, there.owners) === undefined
}

export const tgtUuid: Rule = {
  id: 'TGT-UUID',
  title: 'UUID, MAC addresses and WWPNs are not used on the target',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [uuid, mac, vnicMac, wwpn, targetUuid, targetMac, targetWwpn],
  confidence: 'general knowledge',
  source: 'man migrlpar (--uuid); meaning general knowledge',
  judge(context) {
    const { partition, partitionFacts, target } = context
    if (
      isFree(partitionFacts.uuids, target.uuids) &&
      isFree(partitionFacts.macs, target.macs) &&
      isFree(partitionFacts.wwpns, target.wwpns)
    )
      return pass
    for (const { word, own, there, remedy } of identities) {
      const { owners } = there(target)
      const clash = firstOf(own(context), owners)
      if (clash !== undefined)
        return block(
          `${word} ${clash} of ${partition.name} is in use on ${target.server.name} by ${owners.get(clash) ?? 'a partition'}.`,
          [{ name: word, value: clash }],
          remedy(context),
        )
    }
    for (const { word, own, there, input, targetInput } of identities) {
      const addresses = own(context)
      if (addresses?.length === 0) continue
      if (addresses === null) return cannotTell(context, input(context), `The ${word} of ${partition.name}`)
      if (!there(target).complete)
        return cannotTell(context, targetInput, `The ${word} of every partition of ${target.server.name}`)
    }
    return pass
  },
}
