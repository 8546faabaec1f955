import { unlessImpossible } from '../capabilities.ts'
import { answered, commands } from '../inputs.ts'
import { cannotTell, pass, warn, type MoveContext, type Rule } from '../rule.ts'
import { narrowest } from '../statements.ts'
import { list } from '../words.ts'

const answer = { name: 'your answer about networks behind equal VLAN ids', command: answered }
const adapters = { name: 'virtual Ethernet adapters', command: commands.ethernet }
const vnics = { name: 'vNIC adapters', command: commands.vnic }

function factsOf({ partitionFacts, source, target }: MoveContext) {
  const ids = partitionFacts.networks?.map((one) => one.vlanId) ?? []
  return [
    ...[source.server, target.server].map((server) => ({
      name: `site of ${server.name}`,
      value: server.site,
    })),
    { name: 'VLANs', value: ids.length === 0 ? null : [...new Set(ids)].join(', ') },
  ]
}

/** Equal VLAN ids may be different networks, also within a site: only a person knows. Bridges are TGT-VLAN's business. */
export const netL2: Rule = {
  id: 'NET-L2',
  title: 'A VLAN id is the same network on both servers',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [adapters, vnics, answer],
  confidence: 'verified',
  source: 'IBM i page (networks must reach the target); answer of the user',
  judge(context) {
    const { partition, partitionFacts, source, target } = context
    const said = narrowest('same-networks', partitionFacts.said, source.said, target.said, source.saidOfFleet)
    if (said?.holds === true) return pass
    const ethernet = partition.virtualEthernet
    const vnic = unlessImpossible(partition.vnics, source.able.vnic)
    if (ethernet?.length === 0 && vnic?.length === 0) return pass
    if (said === null)
      return cannotTell(
        context,
        answer,
        `Whether the VLANs of ${partition.name} are the same networks on ${source.server.name} and ${target.server.name}`,
        { worst: 'warn', facts: factsOf(context) },
      )
    if ((ethernet?.length ?? 0) === 0 && (vnic?.length ?? 0) === 0)
      return ethernet === null
        ? cannotTell(context, adapters, `The list of virtual Ethernet adapters of ${partition.name}`, {
            worst: 'warn',
          })
        : cannotTell(context, vnics, `The list of vNIC adapters of ${partition.name}`, { worst: 'warn' })
    const ids = [...new Set(partitionFacts.networks?.map((one) => one.vlanId))]
    return warn(
      `You said that a VLAN id is not the same network on ${source.server.name} and ${target.server.name}: ${partition.name}${ids.length === 0 ? '' : ` (VLAN ${list(ids)})`} may lose its network.`,
      factsOf(context),
      `Extend the network to ${target.server.name}, or choose a server on the same networks.`,
    )
  },
}
