/** Hardware that belongs to the source server: I/O slots, host Ethernet ports, host channel adapters. */
import { unlessImpossible } from '../capabilities.ts'
import { commands } from '../inputs.ts'
import {
  block,
  cannotTell,
  command,
  everyMove,
  likelyBlock,
  pass,
  warn,
  type PartitionContext,
  type Rule,
} from '../rule.ts'
import { list } from '../words.ts'

const slots = { name: 'io_slots', command: commands.profiles }

function removeSlot(context: PartitionContext, name: string): string {
  const index = /^[0-9a-f]{8}$/i.test(name) ? name : 'DRC_INDEX'
  return `Give the I/O to a VIOS, then remove the slot: ${command('chhwres -r io -m {source} -o r --id {id} -l', context)} ${index}`
}

export const srcPhysio: Rule = {
  id: 'SRC-PHYSIO',
  title: 'No physical I/O slots',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [slots],
  confidence: 'verified',
  source: 'docest Q&A; IBM i requirement page',
  judge(context) {
    const { partition, moveType } = context
    const held = partition.physicalSlots
    if (held === null) return cannotTell(context, slots, `The list of I/O slots of ${partition.name}`)
    const first = held[0]
    if (first === undefined) return pass
    const facts = held.map((slot) => ({ name: 'I/O slot', value: slot.name }))
    const names = list(held.map((slot) => slot.name))
    const required = held.filter((slot) => slot.required === true)
    if (moveType !== 'inactive' || required.length > 0)
      return block(`${partition.name} has physical I/O: ${names}.`, facts, removeSlot(context, first.name))
    if (held.some((slot) => slot.required === null))
      return cannotTell(context, slots, `Whether ${partition.name} requires I/O slot ${names}`, { facts })
    return warn(
      `${partition.name} has physical I/O that it does not require: ${names}; it starts without it on the target.`,
      facts,
      removeSlot(context, first.name),
    )
  },
}

const ports = { name: 'lhea_logical_ports', command: commands.profiles }

export const srcLhea: Rule = {
  id: 'SRC-LHEA',
  title: 'No logical Host Ethernet ports',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [ports],
  confidence: 'verified',
  source: 'IBM i LPM requirements',
  judge(context) {
    const { name } = context.partition
    const hostEthernetPorts = unlessImpossible(
      context.partition.hostEthernetPorts,
      context.source.able.hostEthernet,
    )
    if (hostEthernetPorts === null)
      return cannotTell(context, ports, `The list of Host Ethernet ports of ${name}`)
    if (hostEthernetPorts.length === 0) return pass
    return block(
      `${name} has Host Ethernet ports: ${list(hostEthernetPorts)}.`,
      hostEthernetPorts.map((value) => ({ name: 'Host Ethernet port', value })),
      `Replace them by virtual Ethernet: ${command('chhwres -r virtualio --rsubtype eth -m {source} -o a --id {id} -s SLOT -a port_vlan_id=VLAN,ieee_virtual_eth=0', context)}`,
    )
  },
}

const adapters = { name: 'hca_adapters', command: commands.profiles }

export const srcHca: Rule = {
  id: 'SRC-HCA',
  title: 'No host channel adapters',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [adapters],
  confidence: 'general knowledge',
  source: 'general knowledge',
  judge(context) {
    const { name } = context.partition
    const hostChannelAdapters = unlessImpossible(
      context.partition.hostChannelAdapters,
      context.source.able.hostChannelAdapter,
    )
    if (hostChannelAdapters === null)
      return cannotTell(context, adapters, `The list of host channel adapters of ${name}`)
    if (hostChannelAdapters.length === 0) return pass
    return likelyBlock(
      `${name} has host channel adapters: ${list(hostChannelAdapters)}.`,
      hostChannelAdapters.map((value) => ({ name: 'host channel adapter', value })),
      `Set hca_adapters=none in its profile and restart it: ${command('lssyscfg -r prof -m {source} --filter lpar_ids={id} -F name,hca_adapters', context)}`,
    )
  },
}
