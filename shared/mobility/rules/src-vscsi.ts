/** Virtual SCSI storage: whole disks, without a reserve, seen by the target's VIOS. */
import type { BackingDevice } from '../../inventory/fleet.ts'
import { shellWord } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTellOfVios } from '../missing-vios.ts'
import type { HeldDisk } from '../partition-facts.ts'
import {
  block,
  cannotTell,
  command,
  everyMove,
  pass,
  type MoveContext,
  type PartitionContext,
  type Rule,
  type RuleOutcome,
} from '../rule.ts'
import type { Fact } from '../verdict.ts'
import { list } from '../words.ts'

const adapters = { name: 'virtual SCSI adapters', command: commands.scsi }
const mappings = { name: 'backing devices (lsmap -all)', command: commands.scsiMappings }

/** "Cannot tell" where adapters or their mappings are missing; null where all are known. */
function unknownMappings(context: PartitionContext) {
  const { partition, partitionFacts } = context
  if (partition.virtualScsi === null)
    return cannotTell(context, adapters, `The list of virtual SCSI adapters of ${partition.name}`)
  if (partitionFacts.mappingsKnown) return null
  const without = partition.virtualScsi.filter((adapter) => adapter.backing === null)
  return cannotTell(
    context,
    mappings,
    `What backs virtual SCSI slot ${list(without.map((one) => one.slot))} of ${partition.name}`,
    { vios: without[0]?.viosName ?? undefined },
  )
}

const words: Partial<Record<NonNullable<BackingDevice['kind']>, string>> = {
  'logical-volume': 'logical volume',
  file: 'file',
}

export const srcVscsiLun: Rule = {
  id: 'SRC-VSCSI-LUN',
  title: 'Virtual SCSI disks are whole physical volumes or units of a shared storage pool',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [adapters, mappings],
  confidence: 'verified',
  source: 'IBM i LPM requirements',
  judge(context) {
    const { partition, partitionFacts } = context
    const bad = partitionFacts.backing.filter((one) => one.kind === 'logical-volume' || one.kind === 'file')
    if (bad.length > 0)
      return block(
        `${partition.name} has virtual disks that are no LUNs and exist on one VIOS only: ${list(bad.map((one) => `${one.name} (${words[one.kind ?? 'file'] ?? ''})`))}.`,
        bad.map((one) => ({ name: words[one.kind ?? 'file'] ?? 'backing device', value: one.name })),
        `Map a LUN of the size and copy the data onto it: ${command('viosvrcmd -m {source} -p VIOS -c "mkvdev -vdev DISK -vadapter VHOST"', context)}`,
      )
    const missing = unknownMappings(context)
    if (missing !== null) return missing
    const unclear = partitionFacts.backing.find((one) => one.kind === null)
    return unclear === undefined
      ? pass
      : cannotTell(
          context,
          mappings,
          `The kind of ${unclear.name}, which backs a disk of ${partition.name},`,
          {
            vios: context.source.vios.find((one) => one.id === unclear.viosId)?.name,
          },
        )
  },
}

const reserve = { name: 'reserve_policy', command: commands.sourceReserve }
const targetReserve = { name: 'reserve_policy on the target', command: commands.targetReserve }

function targetPolicies({ partitionFacts, target }: MoveContext): readonly HeldDisk[] {
  return partitionFacts.disks.flatMap((id) => {
    const seen = target.disks.get(id)
    return seen === undefined
      ? []
      : [{ vios: seen.decidedBy.vios, disk: seen.decidedBy.disk, policy: seen.reservePolicy }]
  })
}

/** Every disk is known to be without a reserve on both servers; asked for each pair, so it makes no lists. */
function nothingReserved({ partitionFacts, target }: MoveContext): boolean {
  for (const { policy } of partitionFacts.held) if (policy !== 'no_reserve') return false
  for (const id of partitionFacts.disks) {
    const seen = target.disks.get(id)
    if (seen !== undefined && seen.reservePolicy !== 'no_reserve') return false
  }
  return true
}

const reserves = (held: HeldDisk) => held.policy !== null && held.policy !== 'no_reserve'

export const srcVscsiRes: Rule = {
  id: 'SRC-VSCSI-RES',
  title: 'No reserve on virtual SCSI disks, on any VIOS',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [adapters, mappings, reserve, targetReserve],
  confidence: 'verified',
  source: 'IBM i LPM requirements; aixnote',
  judge(context) {
    const { partition } = context
    if (partition.virtualScsi !== null && context.partitionFacts.mappingsKnown && nothingReserved(context))
      return pass
    const sides = [
      { where: '{source}', input: reserve, held: context.partitionFacts.held },
      { where: '{target}', input: targetReserve, held: targetPolicies(context) },
    ]
    for (const { where, held } of sides) {
      const worst = held.find(reserves)
      if (worst === undefined) continue
      const facts: Fact[] = held
        .filter(reserves)
        .map((one) => ({ name: `reserve policy of ${one.disk} on ${one.vios}`, value: one.policy }))
      return block(
        `${worst.disk} of ${partition.name} has reserve policy ${worst.policy} on ${worst.vios}; a move needs no_reserve.`,
        facts,
        `${command(`viosvrcmd -m ${where} -p {vios}`, context, worst.vios)} -c "chdev -dev ${shellWord(worst.disk)} -attr reserve_policy=no_reserve"`,
      )
    }
    const missing = unknownMappings(context)
    if (missing !== null) return missing
    for (const { input, held } of sides) {
      const silent = held.find((one) => one.policy === null)
      if (silent !== undefined)
        return cannotTell(context, input, `The reserve policy of ${silent.disk} on ${silent.vios}`, {
          vios: silent.vios,
        })
    }
    return pass
  },
}

const identifiers = { name: 'disks of the source VIOS with identifiers', command: commands.sourceDisks }
const targetDisks = { name: 'disks of the target VIOS with identifiers', command: commands.disks }
const sourcePool = { name: 'cluster of the source VIOS', command: commands.sourceCluster }
const pool = { name: 'cluster of the target VIOS (shared storage pool)', command: commands.cluster }

/**
 * Whether the units of shared storage pools are on the target too: a VIOS is in one cluster at most, and every VIOS of a
 * cluster sees all units of its pool (IBM, shared storage pools). Null: they are.
 */
function poolsThere(context: MoveContext): RuleOutcome | null {
  const { partition, partitionFacts, source, target } = context
  const { name } = target.server
  for (const unit of partitionFacts.backing) {
    if (unit.kind !== 'shared-pool-unit') continue
    const holder = source.vios.find((one) => one.id === unit.viosId)
    const cluster = holder?.clusterId ?? null
    if (cluster === null)
      return cannotTell(context, sourcePool, `The storage cluster of ${unit.name} of ${partition.name}`, {
        vios: holder?.name,
      })
    if (target.running.some((one) => one.clusterId === cluster)) continue
    const silent = target.usable.find((one) => one.state === null || one.clusterId === null)
    const facts: Fact[] = [
      { name: `cluster of ${holder?.name ?? 'VIOS'}`, value: holder?.clusterName ?? cluster },
      ...target.usable.map((one) => ({
        name: `cluster of ${one.name}`,
        value: one.clusterName ?? one.clusterId,
      })),
    ]
    if (silent === undefined && target.viosDoubt === null)
      return block(
        `No running VIOS of ${name} is in the cluster ${holder?.clusterName ?? cluster}, whose pool holds ${unit.name} of ${partition.name}.`,
        facts,
        `Add a VIOS of ${name} to the cluster: ${command('viosvrcmd -m {source} -p {vios}', context, holder?.name)} -c "cluster -addnode -clustername ${shellWord(holder?.clusterName ?? 'CLUSTER')} -hostname HOST"`,
      )
    return cannotTellOfVios(
      context,
      target,
      pool,
      `Whether a VIOS of ${name} is in the cluster of ${unit.name}`,
      { vios: silent?.name, facts },
    )
  }
  return null
}

function everyDiskSeen({ partitionFacts, target }: MoveContext): boolean {
  for (const id of partitionFacts.disks) if (!target.disks.has(id)) return false
  return true
}

export const srcVscsiVis: Rule = {
  id: 'SRC-VSCSI-VIS',
  title: 'A VIOS of the target sees every virtual SCSI disk and pool unit',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [adapters, mappings, identifiers, targetDisks, sourcePool, pool],
  confidence: 'verified',
  source: 'HMC Scanner "VIOS disks" sheet; units: IBM page on shared storage pools',
  notSeen: 'Whether another partition of the target already uses the disk is left to the validation.',
  judge(context) {
    const { partition, partitionFacts, target } = context
    if (partitionFacts.seenByIdentifier && everyDiskSeen(context)) return pass
    const hidden = partitionFacts.disks.filter((id) => !target.disks.has(id))
    const named = (id: string) => partitionFacts.backing.find((one) => one.uniqueId === id)?.name ?? id
    const facts: Fact[] = hidden.map((id) => ({ name: `identifier of ${named(id)}`, value: id }))
    const allSeen = target.viosDoubt === null && target.withoutDisks.length === 0
    if (hidden.length > 0 && allSeen)
      return block(
        `No VIOS of ${target.server.name} sees ${list(hidden.map(named))} of ${partition.name}.`,
        facts,
        `Zone and map the disk to the VIOS of ${target.server.name}, then: ${command('viosvrcmd -m {target} -p {vios} -c cfgdev', context, target.usable[0]?.name)}`,
      )
    const missing = unknownMappings(context)
    if (missing !== null) return missing
    const unnamed = partitionFacts.unnamedDisks[0]
    if (unnamed !== undefined)
      return cannotTell(context, identifiers, `The identifier of ${unnamed.name} of ${partition.name}`, {
        vios: context.source.vios.find((one) => one.id === unnamed.viosId)?.name,
      })
    if (hidden.length > 0)
      return cannotTellOfVios(
        context,
        target,
        targetDisks,
        `Whether a VIOS of ${target.server.name} sees ${list(hidden.map(named))}`,
        {
          vios: target.withoutDisks[0]?.name,
          facts,
        },
      )
    return poolsThere(context) ?? pass
  },
}
