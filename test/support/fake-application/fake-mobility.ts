import type { Partition, Server } from '../../../shared/inventory/fleet.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type {
  MoveJudgement,
  MoveVerdict,
  RuleFinding,
  RuleVerdict,
} from '../../../shared/mobility/verdict.ts'

function finding(ruleId: string, verdict: RuleVerdict, text: string, remedy: string | null): RuleFinding {
  return {
    ruleId,
    verdict,
    text,
    facts: [],
    missing:
      verdict === 'unknown'
        ? { input: 'current firmware level', command: 'lslic -t sys -F mtms,ecnumber,activated_level' }
        : null,
    remedy,
  }
}

function findings(partition: Partition, target: Server, freeMib: number): RuleFinding[] {
  const found: RuleFinding[] = []
  const need = partition.memoryMib ?? 0
  if (need > freeMib)
    found.push(
      finding(
        'MEM-AVAIL',
        'block',
        `Needs ${need / 1024} GiB; ${target.name} has ${Math.max(0, Math.round(freeMib / 1024))} GiB free.`,
        'Free memory on the server or choose another one.',
      ),
    )
  if (partition.rmcState === 'inactive')
    found.push(
      finding(
        'RMC-ACTIVE',
        'block',
        'The RMC connection of the partition is inactive.',
        'On the partition run /opt/rsct/bin/rmcctrl -z, then rmcctrl -A, then wait five minutes.',
      ),
    )
  if ((partition.physicalSlots?.length ?? 0) > 0)
    found.push(
      finding(
        'IO-PHYSICAL',
        'block',
        `The partition owns ${partition.physicalSlots?.[0]?.name ?? 'a physical slot'}.`,
        'Remove the slot by DLPAR: chhwres -r io --rsubtype slot -o r.',
      ),
    )
  if (partition.virtualFibreChannel?.some((one) => one.wwpns.length < 2) === true)
    found.push(
      finding(
        'NPIV-PAIR',
        'block',
        'One WWPN where a pair is expected.',
        'Recreate the adapter so that the HMC assigns a pair.',
      ),
    )
  if (target.compatModes === null)
    found.push(
      finding(
        'PROC-MODE',
        'unknown',
        `The modes ${target.name} offers were not imported.`,
        'Import lssyscfg -r sys with lpar_proc_compat_modes.',
      ),
    )
  else if (partition.currentMode !== null && !target.compatModes.includes(partition.currentMode))
    found.push(
      finding(
        'PROC-MODE',
        'block',
        `${partition.currentMode} is not offered by ${target.name}.`,
        'Activate the partition in a mode both servers offer.',
      ),
    )
  if (target.firmwareRelease === 940)
    found.push(
      finding(
        'FW-PAIR',
        'warn',
        `Moves from FW940 need service pack 70 or later.`,
        'Update the firmware after the move.',
      ),
    )
  const gravity: Readonly<Record<RuleVerdict, number>> = { block: 0, unknown: 1, warn: 2, pass: 3 }
  return found.sort((a, b) => gravity[a.verdict] - gravity[b.verdict])
}

const verdictOf = (found: readonly RuleFinding[]): MoveVerdict => {
  if (found.some((one) => one.verdict === 'block')) return 'cannot'
  if (found.some((one) => one.verdict === 'unknown')) return 'tell'
  return found.length > 0 ? 'warn' : 'can'
}

/** Judgements for the fake application: few rules, plausible texts. The real catalogue is shared/mobility. */
export function judge(
  index: FleetIndex,
  partitionIds: readonly string[] | null,
  targetServerIds: readonly string[] | null,
): MoveJudgement[] {
  const free = new Map(
    index.fleet.servers.map((server) => [
      server.id,
      (server.configurableMemoryMib ?? 0) -
        (server.firmwareMemoryMib ?? 0) -
        index.partitionsOf(server.id).reduce((sum, one) => sum + (one.memoryMib ?? 0), 0),
    ]),
  )
  const wanted =
    partitionIds === null
      ? index.fleet.partitions
      : partitionIds.flatMap((id) => index.partitionById.get(id) ?? [])
  return wanted.flatMap((partition) =>
    index.fleet.servers
      .filter(
        (server) =>
          server.id !== partition.serverId &&
          (targetServerIds === null || targetServerIds.includes(server.id)),
      )
      .map((server) => {
        const found = findings(partition, server, free.get(server.id) ?? 0)
        return {
          partitionId: partition.id,
          targetServerId: server.id,
          moveType: partition.state === 'running' ? ('active' as const) : ('inactive' as const),
          verdict: verdictOf(found),
          findings: found,
          passes: 68 - found.length,
          inactiveWouldWork: found[0]?.ruleId === 'RMC-ACTIVE' ? true : null,
        }
      }),
  )
}
