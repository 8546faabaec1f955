import { Option, type Command } from 'commander'
import { exportFormats, type ExportFormat } from '../../../shared/contract/commands.ts'
import { contentOf, writeWholeFile } from '../../hosting/write-whole-file.ts'
import type { CommandSession } from '../command-session.ts'
import { readTextFile } from '../read-text-file.ts'

/** `export PLAN.json -w W --format migrlpar|csv|json -o PATH`: refused plans are not exported. */
export function addExport(program: Command, session: CommandSession): void {
  program
    .command('export')
    .description('write a plan as a migrlpar script, CSV or JSON')
    .argument('<plan>', 'plan document (JSON)')
    .requiredOption('-w, --workspace <file>', 'workspace file')
    .addOption(new Option('--format <format>', 'what to write').choices(exportFormats).makeOptionMandatory())
    .requiredOption('-o, --output <path>', 'file to write')
    .option('--samples <n>', 'draws of the forecast in the export', Number, 400)
    .option('--seed <n>', 'seed of the draws', Number, 1)
    .action(
      async (
        path: string,
        options: { workspace: string; format: ExportFormat; output: string; samples: number; seed: number },
      ) => {
        const text = await readTextFile(path)
        await session.openWorkspace(options.workspace)
        const forecast =
          options.format === 'json'
            ? null
            : await session.job('plan.forecast-document', {
                text,
                samples: options.samples,
                seed: options.seed,
              })
        const file = await session.call('plan.export-document', { text, format: options.format, forecast })
        await writeWholeFile(options.output, contentOf(file))
        session.out.say(`Written: ${options.output}`)
      },
    )
}
