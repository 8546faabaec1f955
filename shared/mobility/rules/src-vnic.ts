import type { Server, VnicAdapter, VnicBackingDevice } from '../../inventory/fleet.ts'
import { centiPercent, percentText, type CentiPercent } from '../../inventory/units.ts'
import { unlessImpossible } from '../capabilities.ts'
import { commands } from '../inputs.ts'
import {
  block,
  cannotTell,
  command,
  pass,
  warn,
  type MoveContext,
  type Rule,
  type RuleOutcome,
} from '../rule.ts'
import type { Fact } from '../verdict.ts'
import { labelOf, portOf, portWords, sriovObstacle, sriovRooms, type SriovRoom } from '../vnic/sriov-ports.ts'
import { count, list } from '../words.ts'

const vnics = { name: 'vNIC adapters', command: commands.vnic }
const capable = { name: 'vNIC capability', command: commands.targetSystem }
const adapters = { name: 'SR-IOV adapters of the target', command: commands.targetSriovAdapters }
const ports = {
  name: 'SR-IOV ports of the target and their free capacity',
  command: commands.targetPhysicalPorts,
}
const labels = { name: 'labels of the SR-IOV ports of the source', command: commands.sourcePhysicalPorts }
const taken = { name: 'logical ports of the target and their capacity', command: commands.targetLogicalPorts }

/** A backing device of which the capacity is known. */
interface Wanted {
  readonly vnic: VnicAdapter
  readonly device: VnicBackingDevice
  readonly capacity: CentiPercent
}

export const srcVnic: Rule = {
  id: 'SRC-VNIC',
  title: 'The target can back the vNIC adapters',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [vnics, capable, adapters, ports, taken, labels],
  confidence: 'verified',
  source:
    'man migrlpar P9, REST job parameters; capacity, granularity: HMC captures; link and label general knowledge',
  notSeen: 'VLANs the physical switch carries on a port are not in HMC output; labels stand for them.',
  judge(context) {
    const { partition, source, target } = context
    const held = unlessImpossible(partition.vnics, source.able.vnic)
    if (held === null) return cannotTell(context, vnics, `The list of vNIC adapters of ${partition.name}`)
    if (held.length === 0) return pass
    const facts = held.map((one) => ({
      name: `backing devices of vNIC in slot ${one.slot}`,
      value: one.backingDevices,
    }))
    const able = target.able.vnic
    if (able === false)
      return block(
        `${partition.name} has ${count(held.length, 'vNIC adapter')}; ${target.server.name} supports none.`,
        facts,
        `Replace them by virtual Ethernet: ${command('chhwres -r virtualio --rsubtype eth -m {source} -o a --id {id} -s SLOT -a port_vlan_id=VLAN,ieee_virtual_eth=0', context)}`,
      )
    if (able === null)
      return cannotTell(context, capable, `Whether ${target.server.name} supports vNIC`, { facts })
    const wanted = wantedBy(held)
    if (wanted === null) {
      const unread = held.find((one) => wantedBy([one]) === null)
      return cannotTell(
        context,
        vnics,
        `What backs the vNIC in slot ${unread?.slot ?? ''} of ${partition.name}`,
        { facts },
      )
    }
    return judgePorts(context, wanted, facts)
  },
}

function wantedBy(held: readonly VnicAdapter[]): readonly Wanted[] | null {
  const wanted = held.flatMap((vnic): (Wanted | null)[] =>
    vnic.backing === null || vnic.backing.length < Math.max(1, vnic.backingDevices)
      ? [null]
      : vnic.backing.map((device) =>
          device.capacity === null ? null : { vnic, device, capacity: device.capacity },
        ),
  )
  return wanted.every((one) => one !== null) ? wanted : null
}

function judgePorts(context: MoveContext, wanted: readonly Wanted[], held: readonly Fact[]): RuleOutcome {
  const { partition, target } = context
  const { name } = target.server
  const { rooms, complete } = sriovRooms(target.server)
  const facts: readonly Fact[] = [
    ...held,
    ...rooms.map(({ port, capacity }) => ({
      name: `% free on ${portWords(port)}`,
      value: capacity === null ? null : percentText(capacity),
    })),
  ]
  const remedy =
    rooms.length === 0
      ? `Switch an SR-IOV adapter to shared mode, or replace the vNIC by virtual Ethernet; look with ${command(adapters.command, context)}`
      : `Free capacity or name other ports with vnic_mappings, or accept fewer backing devices with --vniccfg 2 --redundantvnicbkdev 2; look with ${command(ports.command, context)}`
  const homeless = wanted.find(({ capacity }) =>
    rooms.every((room) => sriovObstacle(room, capacity) !== null),
  )
  if (homeless !== undefined) {
    if (!complete)
      return cannotTell(
        context,
        target.server.sriovAdapters === null ? adapters : ports,
        `Whether an SR-IOV port of ${name} can back the vNIC in slot ${homeless.vnic.slot} of ${partition.name}`,
        { facts },
      )
    const reasons = rooms.map((room) => `${portWords(room.port)} ${sriovObstacle(room, homeless.capacity)}`)
    return block(
      `No SR-IOV port of ${name} can back the vNIC in slot ${homeless.vnic.slot} of ${partition.name}${reasons.length === 0 ? ': it has none in shared mode' : `: ${list(reasons)}`}.`,
      facts,
      remedy,
    )
  }
  const doubtful = rooms.find(({ unfit, doubt }) => unfit === null && doubt !== null)
  const fits = fitTogether(rooms, wanted)
  if (fits !== true) {
    if (doubtful !== undefined || !complete || fits === null)
      return cannotTell(
        context,
        doubtful === undefined ? ports : missingFor(doubtful),
        `Whether the SR-IOV ports of ${name} can back ${count(wanted.length, 'backing device')} of ${partition.name}`,
        {
          facts,
          ...(doubtful === undefined ? {} : { because: `${portWords(doubtful.port)} ${doubtful.doubt}` }),
        },
      )
    return block(
      `The SR-IOV ports of ${name} cannot take all ${count(wanted.length, 'backing device')} of ${partition.name} together.`,
      facts,
      remedy,
    )
  }
  return otherNetwork(context, wanted, facts) ?? fewerAdapters(context, wanted, facts) ?? pass
}

/** The input that would settle what is not known of a port. */
function missingFor({ doubt, port, capacity }: SriovRoom) {
  if (doubt?.startsWith('is on an adapter') === true) return adapters
  return capacity === null && port.logicalPorts !== null ? taken : ports
}

/** Placing backing devices on ports is tried so often at most; real partitions need a few steps. */
const MOST_STEPS = 2_000

/**
 * Whether the ports of which everything is known take all of them together: the largest first, on the port with most
 * left, and back where that leads nowhere. Null: not found within the limit of steps.
 */
function fitTogether(rooms: readonly SriovRoom[], wanted: readonly Wanted[]): boolean | null {
  const ports = rooms
    .filter(({ unfit, doubt }) => unfit === null && doubt === null)
    .map((room) => ({ room, capacity: room.capacity ?? 0, logicalPorts: room.logicalPorts ?? 0 }))
  const sizes = wanted.map(({ capacity }) => capacity).sort((a, b) => b - a)
  let steps = 0
  const place = (at: number): boolean => {
    const size = sizes[at]
    if (size === undefined) return true
    for (const port of ports.toSorted((a, b) => b.capacity - a.capacity)) {
      const isFull = port.logicalPorts <= 0 || port.capacity < size
      if (isFull || sriovObstacle(port.room, size) !== null || ++steps > MOST_STEPS) continue
      port.capacity -= size
      port.logicalPorts -= 1
      if (place(at + 1)) return true
      port.capacity += size
      port.logicalPorts += 1
    }
    return false
  }
  if (place(0)) return true
  return steps > MOST_STEPS ? null : false
}

/** Labels name the network behind a port; where they differ, the partition may come up without it. */
function otherNetwork(
  context: MoveContext,
  wanted: readonly Wanted[],
  facts: readonly Fact[],
): RuleOutcome | null {
  const { partition, source, target } = context
  const { rooms } = sriovRooms(target.server)
  for (const { vnic, device, capacity } of wanted) {
    const here = portOf(source.server, device)
    const label = labelOf(here)
    const fitting = rooms.filter((room) => room.doubt === null && sriovObstacle(room, capacity) === null)
    if (here === undefined || here.label === null)
      return cannotTell(
        context,
        labels,
        `Which network backs the vNIC in slot ${vnic.slot} of ${partition.name}`,
        { worst: 'warn', facts },
      )
    if (label === null || fitting.some(({ port }) => port.label === label)) continue
    const unread = fitting.find(({ port }) => port.label === null)
    if (unread !== undefined)
      return cannotTell(context, ports, `The label of ${portWords(unread.port)} of ${target.server.name}`, {
        worst: 'warn',
        facts,
      })
    return warn(
      `No SR-IOV port of ${target.server.name} with room is labelled "${label}", as the one of vNIC slot ${vnic.slot} of ${partition.name} is.`,
      facts,
      `Check that a port there reaches the same network, then name it with vnic_mappings; labels: ${command(ports.command, context)}`,
    )
  }
  return null
}

/** Several backing devices are there to survive the loss of an adapter. */
function fewerAdapters(
  { partition, target }: MoveContext,
  wanted: readonly Wanted[],
  facts: readonly Fact[],
): RuleOutcome | null {
  const able = usableAdapters(target.server, wanted)
  for (const [vnic, devices] of Map.groupBy(wanted, (one) => one.vnic)) {
    const now = new Set(devices.map(({ device }) => device.adapterId)).size
    if (now <= 1 || able >= now) continue
    return warn(
      `The backing devices of vNIC slot ${vnic.slot} of ${partition.name} are on ${count(now, 'SR-IOV adapter')} now; ${target.server.name} has ${count(able, 'adapter')} known to have room.`,
      facts,
      'Free capacity on another adapter of the target, or accept that one adapter backs all of them.',
    )
  }
  return null
}

function usableAdapters(server: Server, wanted: readonly Wanted[]): number {
  const smallest = centiPercent(Math.min(...wanted.map(({ capacity }) => capacity)))
  const { rooms } = sriovRooms(server)
  return new Set(
    rooms
      .filter((room) => room.doubt === null && sriovObstacle(room, smallest) === null)
      .map(({ port }) => port.adapterId),
  ).size
}
