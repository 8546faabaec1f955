import type { Command } from 'commander'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { Partition, Server } from '../../../shared/inventory/fleet.ts'
import type { CommandSession } from '../command-session.ts'
import { formatTable } from '../table.ts'
import { counted, gibNumber, memoryWords, unitsWords } from '../words.ts'

const known = (text: string | number | null): string => (text === null ? 'no data' : String(text))

/** `inventory -w W [--partitions] [--json]` */
export function addInventory(program: Command, session: CommandSession): void {
  program
    .command('inventory')
    .description('what a workspace holds')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .option('--partitions', 'list every partition')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: { workspace: string; partitions?: true; json?: true }) => {
      await session.openWorkspace(options.workspace)
      const index = await session.fleetIndex()
      if (options.json) session.out.print(JSON.stringify(index.fleet, null, 2))
      else printInventory(session, index, options.partitions === true)
    })
}

function printInventory(session: CommandSession, index: FleetIndex, withPartitions: boolean): void {
  const { fleet } = index
  const { out } = session
  if (fleet.servers.length === 0) {
    out.print('The workspace is empty. Import HMC output: lpm-planner import FOLDER -w FILE')
    return
  }
  out.print(
    formatTable<Server>(
      [
        { title: 'Server', of: (server) => server.name },
        { title: 'Model', of: (server) => known(server.typeModel) },
        { title: 'Firmware', of: (server) => known(server.firmware) },
        { title: 'State', of: (server) => known(server.state) },
        { title: 'Partitions', of: (server) => String(index.partitionsOf(server.id).length), align: 'right' },
        { title: 'VIOS', of: (server) => String(index.viosOf(server.id).length), align: 'right' },
        { title: 'Memory', of: (server) => memoryWords(server.configurableMemoryMib), align: 'right' },
        { title: 'Free', of: (server) => memoryWords(server.availableMemoryMib), align: 'right' },
        { title: 'LMB MiB', of: (server) => known(server.lmbMib), align: 'right' },
        { title: 'Units', of: (server) => unitsWords(server.configurableCenti), align: 'right' },
        { title: 'Free', of: (server) => unitsWords(server.availableCenti), align: 'right' },
        { title: 'Moves at once', of: (server) => known(server.maxActiveMigrations), align: 'right' },
      ],
      fleet.servers,
      out.width,
    ),
  )
  out.print(
    `\n${counted(fleet.servers.length, 'server')}, ${fleet.vios.length} VIOS, ${counted(fleet.partitions.length, 'partition')}.`,
  )
  if (!withPartitions) return
  out.print('')
  out.print(
    formatTable<Partition>(
      [
        { title: 'Partition', of: (one) => one.name },
        { title: 'Id', of: (one) => String(one.lparId), align: 'right' },
        { title: 'Server', of: (one) => index.serverById.get(one.serverId)?.name ?? one.serverId },
        { title: 'OS', of: (one) => known(one.os ?? one.environment) },
        { title: 'State', of: (one) => known(one.state) },
        { title: 'RMC', of: (one) => known(one.rmcState) },
        { title: 'GiB', of: (one) => gibNumber(one.memoryMib), align: 'right' },
        { title: 'Units', of: (one) => unitsWords(one.entitledCenti), align: 'right' },
        { title: 'VP', of: (one) => known(one.virtualProcessors), align: 'right' },
        { title: 'Mode', of: (one) => known(one.currentMode) },
      ],
      fleet.partitions,
      out.width,
    ),
  )
}
