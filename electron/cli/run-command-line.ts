import { Command, CommanderError } from 'commander'
import { errorCodes } from '../../shared/contract/error-codes.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { applicationVersion } from '../hosting/places.ts'
import { addBench } from './commands/bench.ts'
import { addCalibrate } from './commands/calibrate.ts'
import { addCheck } from './commands/check.ts'
import { addExport } from './commands/export.ts'
import { addForecast } from './commands/forecast.ts'
import { addImport } from './commands/import.ts'
import { addInventory } from './commands/inventory.ts'
import { addPlan } from './commands/plan.ts'
import { addVerify } from './commands/verify.ts'
import { CommandSession } from './command-session.ts'
import { terminal, type Terminal } from './terminal.ts'

/** Exit statuses of the command line (product.md). */
export const exitStatus = { done: 0, answerIsNo: 1, badInput: 2, ourFault: 3 } as const

/**
 * Runs one command line and answers its exit status: 0 done; 1 done, and the answer is "no"; 2 bad input or usage;
 * 3 a fault of ours. Never throws; what went wrong is said on stderr.
 */
export async function runCommandLine(words: readonly string[], out: Terminal = terminal): Promise<number> {
  const session = new CommandSession(out)
  const program = new Command()
    .name('lpm-planner')
    .description('Plans Live Partition Mobility on IBM Power servers.')
    .version(applicationVersion(), '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('(--help lists what there is)')
    .configureOutput({
      writeOut: (text) => {
        out.print(text.trimEnd())
      },
      writeErr: (text) => {
        out.say(text.trimEnd())
      },
    })
  for (const add of [
    addImport,
    addInventory,
    addCheck,
    addForecast,
    addCalibrate,
    addPlan,
    addVerify,
    addExport,
    addBench,
  ])
    add(program, session)
  try {
    await program.parseAsync(words, { from: 'user' })
    return session.status
  } catch (cause) {
    return statusOf(cause, out)
  } finally {
    await session.close()
  }
}

function statusOf(cause: unknown, out: Terminal): number {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitStatus.done : exitStatus.badInput
  if (cause instanceof AppFailure) {
    const { code, message, detail, hint } = cause.error
    out.say([message, detail, hint].filter((line) => line !== undefined).join('\n'))
    return errorCodes[code].exit
  }
  out.say(
    `A fault of LPM Planner: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
  )
  return exitStatus.ourFault
}
