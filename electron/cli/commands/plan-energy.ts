import type { Command } from 'commander'
import type { CommandSession } from '../command-session.ts'
import { bandsOf, type BandOptions } from '../energy-bands.ts'
import { planRequest } from '../plan-request.ts'
import { zoneOf } from '../plan-times.ts'
import { readPower } from '../../importers/power/power-file.ts'
import { readTextFile } from '../read-text-file.ts'
import { tell, withStagedOptions, type StagedCommandOptions } from './plan-staged.ts'

interface EnergyOptions extends StagedCommandOptions, BandOptions {
  readonly power: string
}

/** `plan energy -w W --nights 20:00-06:00 --power FILE.csv`: exit status as `tell` says. */
export function addEnergy(plan: Command, session: CommandSession): void {
  const command = plan
    .command('energy')
    .description('switch servers off while they are not needed, and bring everybody home')
    .requiredOption('--power <file>', 'CSV: server,idle_w,max_w,standby_w,shutdown_s,ipl_s; unknown: empty')
    .option('--band <start/end...>', 'times servers may be off, e.g. 2026-03-14T20:00/2026-03-15T06:00')
    .option('--nights <from-to>', 'every night, e.g. 20:00-06:00')
    .option('--weekends', 'Saturdays and Sundays')
    .option('--from <date>', 'first day of --nights and --weekends (from the next hour on by default)')
    .option('--days <n>', 'how many days of --nights and --weekends (7 by default)', Number)
  withStagedOptions(command).action(async (options: EnergyOptions) => {
    const zone = zoneOf(options.zone)
    const bands = bandsOf(options, zone)
    const text = await readTextFile(options.power)
    const { index, request } = await planRequest(session, { ...options, zone })
    const { startMs: _start, window: _window, ...wishes } = request
    const { stagedPlanId } = await session.job('staged.save-energy', {
      ...wishes,
      name: options.name ?? 'Save energy',
      bands: bands.map(({ startMs, endMs }) => ({ startMs, endMs })),
      power: readPower(text, options.power, index.fleet).map((one) => ({ ...one })),
    })
    await tell(session, stagedPlanId, options)
  })
}
