import { unlessImpossible } from '../capabilities.ts'
import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'
import { count } from '../words.ts'

const vnics = { name: 'vNIC adapters', command: commands.vnic }
const capable = { name: 'vNIC capability', command: commands.targetSystem }
const ports = {
  name: 'SR-IOV ports of the target and their free capacity',
  command: commands.targetPhysicalPorts,
}

export const srcVnic: Rule = {
  id: 'SRC-VNIC',
  title: 'The target can back the vNIC adapters',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [vnics, capable, ports],
  confidence: 'verified',
  source: 'man migrlpar P9, REST job parameters; capacity check general knowledge',
  judge(context) {
    const { partition, source, target } = context
    const held = unlessImpossible(partition.vnics, source.able.vnic)
    if (held === null) return cannotTell(context, vnics, `The list of vNIC adapters of ${partition.name}`)
    if (held.length === 0) return pass
    const facts = held.map((one) => ({
      name: `backing devices of vNIC in slot ${one.slot}`,
      value: one.backingDevices,
    }))
    const adapters = count(held.length, 'vNIC adapter')
    const able = target.able.vnic
    if (able === false)
      return block(
        `${partition.name} has ${adapters}; ${target.server.name} supports none.`,
        facts,
        `Replace them by virtual Ethernet: ${command('chhwres -r virtualio --rsubtype eth -m {source} -o a --id {id} -s SLOT -a port_vlan_id=VLAN,ieee_virtual_eth=0', context)}`,
      )
    if (able === null)
      return cannotTell(context, capable, `Whether ${target.server.name} supports vNIC`, { facts })
    return cannotTell(
      context,
      ports,
      `Free SR-IOV capacity of ${target.server.name} for ${adapters} of ${partition.name}`,
      {
        facts,
        remedy: `Compare free capacity and port labels (${command(ports.command, context)}), then name them with vnic_mappings or allow fewer backing devices with --vniccfg 2 --redundantvnicbkdev 2.`,
      },
    )
  },
}
