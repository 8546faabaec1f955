import type { VirtualFibreChannelAdapter } from '../../inventory/fleet.ts'
import { validateCommand } from '../command.ts'
import { answered, commands } from '../inputs.ts'
import { cannotTellOfVios } from '../missing-vios.ts'
import { block, cannotTell, everyMove, note, pass, warn, type CapacityContext, type Rule } from '../rule.ts'
import { narrowest } from '../statements.ts'
import { covers } from '../supply.ts'
import { isRunning } from '../target-state.ts'
import type { Fact } from '../verdict.ts'
import { count, list } from '../words.ts'

const adapters = { name: 'virtual_fc_adapters', command: commands.profiles }
const answer = { name: 'your answer about zoning of both WWPNs', command: answered }
const ports = { name: 'NPIV ports of the target VIOS', command: commands.ports }

function factsOf({ state }: CapacityContext, held: readonly VirtualFibreChannelAdapter[]): readonly Fact[] {
  const { atLeast, complete } = state.freeFibreChannelPlaces
  return [
    ...held.map((one) => ({ name: `WWPNs in slot ${one.slot}`, value: one.wwpns.join(', ') })),
    { name: 'NPIV places needed', value: held.length },
    { name: 'NPIV places free on the target', value: complete ? atLeast : null },
  ]
}

/**
 * Zoning and masking of the inactive WWPN cannot be seen in HMC output, so a complete pair with free ports is never more
 * than "with warning" until the user answers for it; the validation logs the second WWPN in.
 */
export const srcNpivPair: Rule = {
  id: 'SRC-NPIV-PAIR',
  title: 'WWPN pairs are complete and the target has free NPIV ports',
  appliesTo: everyMove,
  scope: 'capacity',
  inputs: [adapters, ports, answer],
  confidence: 'verified',
  source: 'IBM HSCLA319 page; NPIV bypass blog 2025',
  notSeen: 'Zoning and LUN masking of the inactive WWPN are not in HMC output; migrlpar -o v checks them.',
  judge(context) {
    const { partition, partitionFacts, source, target, state } = context
    const held = partition.virtualFibreChannel
    if (held === null)
      return cannotTell(context, adapters, `The list of virtual Fibre Channel adapters of ${partition.name}`)
    if (held.length === 0) return pass
    const facts = () => factsOf(context, held)
    if (held.some((one) => one.wwpns.length === 1)) {
      const single = held.filter((one) => one.wwpns.length === 1)
      return block(
        `One WWPN where a pair is expected: virtual Fibre Channel slot ${list(single.map((one) => one.slot))} of ${partition.name} (HSCLA319).`,
        facts(),
        'Create the adapter again with a WWPN pair of the HMC, and zone and mask both.',
      )
    }
    if (target.able.virtualFibreChannel === false)
      return block(
        `${target.server.name} does not support virtual Fibre Channel (HSCLA4C0).`,
        facts(),
        'Choose another server, or give the disks to the partition by virtual SCSI.',
      )
    const zoned = narrowest('npiv-zoning', partitionFacts.said, source.said, target.said, source.saidOfFleet)
    if (zoned?.holds === false)
      return block(
        `You said that the inactive WWPNs of ${partition.name} are not zoned for ${target.server.name}.`,
        facts(),
        `Zone and mask both WWPNs of each pair, then say so in ${answered}.`,
      )
    const fits = covers(state.freeFibreChannelPlaces, held.length)
    if (fits === false)
      return block(
        `${partition.name} needs ${count(held.length, 'NPIV place')} and ${target.server.name} has ${count(state.freeFibreChannelPlaces.atLeast, 'free place')} on NPIV-ready ports (HSCLA319).`,
        facts(),
        'Free places on the ports, cable a port to an NPIV fabric, or choose another server; look with lsnports on the VIOS.',
      )
    if (held.some((one) => one.wwpns.length === 0)) {
      const unread = held.filter((one) => one.wwpns.length === 0)
      return cannotTell(
        context,
        adapters,
        `The WWPN pair in slot ${list(unread.map((one) => one.slot))} of ${partition.name}`,
        { facts: facts() },
      )
    }
    if (fits === null) {
      const silent = target.usable.find(
        (one) =>
          isRunning(one) === null ||
          one.fibreChannelPorts === null ||
          one.fibreChannelPorts.some((port) => port.npivReady === null || port.availablePorts === null),
      )
      return cannotTellOfVios(
        context,
        target,
        ports,
        `The number of free NPIV places on ${target.server.name}`,
        {
          vios: silent?.name,
          facts: facts(),
        },
      )
    }
    if (zoned !== null)
      return note(
        `Zoning of the inactive WWPNs of ${partition.name} for ${target.server.name} is vouched for by you.`,
      )
    return warn(
      `Zoning of the inactive WWPNs of ${partition.name} for ${target.server.name} is not visible in HMC output.`,
      facts(),
      `Zone and mask both WWPNs of each pair, then validate: ${validateCommand(source.server, target.server, partition, '--npivval portdisk')}`,
    )
  },
}
