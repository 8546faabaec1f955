/** Virtual networks: the switch exists on the target, and a bridge carries each VLAN. */
import { shellWord, validateCommand } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTellOfVios } from '../missing-vios.ts'
import { cannotTell, command, likelyBlock, pass, warn, type Rule } from '../rule.ts'
import { list } from '../words.ts'

const adapters = { name: 'virtual Ethernet adapters', command: commands.ethernet }
const switches = { name: 'virtual switches', command: commands.switches }

export const tgtVswitch: Rule = {
  id: 'TGT-VSWITCH',
  title: 'The virtual switches exist on the target, in the same mode',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [adapters, switches],
  confidence: 'general knowledge',
  source: 'IBM i page (not enforced there); block general knowledge',
  judge(context) {
    const { partition, partitionFacts, source, target } = context
    if (partition.virtualEthernet === null)
      return cannotTell(context, adapters, `The list of virtual Ethernet adapters of ${partition.name}`)
    if (partition.virtualEthernet.length === 0) return pass
    if (target.switchModes === null)
      return cannotTell(context, switches, `The list of virtual switches of ${target.server.name}`)
    const needed = partitionFacts.switches
    const lacks = (name: string | null) => name !== null && target.switchModes?.has(name) === false
    if (needed.some(lacks)) {
      const absent = needed.filter(lacks)
      return likelyBlock(
        `Virtual switch ${list(absent.map(String))} of ${partition.name} does not exist on ${target.server.name}.`,
        absent.map((value) => ({ name: 'virtual switch', value })),
        `Create it: ${command('chhwres -r virtualio --rsubtype vswitch -m {target} -o a', context)} --vswitch ${shellWord(String(absent[0]))}`,
      )
    }
    if (needed.includes(null))
      return cannotTell(context, adapters, `The virtual switch of an Ethernet adapter of ${partition.name}`)
    for (const name of needed) {
      if (name === null) continue
      const here = source.switchModes?.get(name) ?? null
      const there = target.switchModes.get(name) ?? null
      if (here === null || there === null)
        return cannotTell(context, switches, `The mode (VEB or VEPA) of virtual switch ${name}`, {
          worst: 'warn',
        })
      if (here !== there)
        return likelyBlock(
          `Virtual switch ${name} is ${here} on ${source.server.name} and ${there} on ${target.server.name}.`,
          [
            { name: `mode on ${source.server.name}`, value: here },
            { name: `mode on ${target.server.name}`, value: there },
          ],
          `Set the same mode: ${command(`chhwres -r virtualio --rsubtype vswitch -m {target} -o s`, context)} --vswitch ${shellWord(name)} -a switch_mode=${here}`,
        )
    }
    return pass
  },
}

const bridges = { name: 'VLANs on shared Ethernet adapters', command: commands.bridges }

export const tgtVlan: Rule = {
  id: 'TGT-VLAN',
  title: 'A bridge of the target carries every VLAN',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [adapters, bridges],
  confidence: 'verified',
  source: 'man migrlpar (--vlanbridge); IBM i page (check not enforced there)',
  notSeen: 'Whether the physical network behind the bridge carries the VLAN is not in HMC output.',
  judge(context) {
    const { partition, partitionFacts, source, target } = context
    const worst = 'warn'
    const needed = partitionFacts.networks
    if (needed === null)
      return cannotTell(context, adapters, `The list of VLANs of ${partition.name}`, { worst })
    if (needed.length === 0) return pass
    if (needed.every(({ bridgeKey }) => bridgeKey !== null && target.bridged.has(bridgeKey))) return pass
    const absent: number[] = []
    let doubtful: number | null = null
    for (const { virtualSwitch, vlanId, bridgeKey } of needed) {
      if (bridgeKey !== null && target.bridged.has(bridgeKey)) continue
      const maybe =
        virtualSwitch === null ? target.bridgedOnAny.has(vlanId) : target.bridgedOnUnknownSwitch.has(vlanId)
      if (maybe) doubtful = vlanId
      else absent.push(vlanId)
    }
    const silent = target.viosDoubt !== null || target.withoutBridges.length > 0
    const facts = absent.map((value) => ({ name: 'VLAN without bridge', value, unit: 'VLAN id' }))
    if (absent.length > 0 && !silent)
      return warn(
        `VLAN ${list(absent)} of ${partition.name} is on no bridge of ${target.server.name}.`,
        facts,
        `Bridge it on a VIOS of ${target.server.name}: chhwres -r virtualio --rsubtype eth (trunk adapter), mkvdev -sea; or allow the gap: ${validateCommand(source.server, target.server, partition, '--vlanbridge 2')}`,
      )
    if (absent.length > 0)
      return cannotTellOfVios(
        context,
        target,
        bridges,
        `Whether a bridge of ${target.server.name} carries VLAN ${list(absent)}`,
        {
          worst,
          vios: target.withoutBridges[0]?.name,
          facts,
        },
      )
    return doubtful === null
      ? pass
      : cannotTell(
          context,
          bridges,
          `The virtual switch of the bridge that carries VLAN ${doubtful} on ${target.server.name}`,
          { worst },
        )
  },
}
