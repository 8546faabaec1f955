import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Option, type Command } from 'commander'
import { exportFormats, type ExportFormat } from '../../../shared/contract/commands.ts'
import { contentOf, writeWholeFile } from '../../hosting/write-whole-file.ts'
import { isStagedPlanText } from '../../../shared/plan/staged-plan-schema.ts'
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
    .requiredOption(
      '-o, --output <path>',
      'file to write; a folder for scripts and tables of a staged plan, one for each stage',
    )
    .option('--samples <n>', 'draws of the forecast in the export', Number, 400)
    .option('--seed <n>', 'seed of the draws', Number, 1)
    .action(
      async (
        path: string,
        options: { workspace: string; format: ExportFormat; output: string; samples: number; seed: number },
      ) => {
        const text = await readTextFile(path)
        await session.openWorkspace(options.workspace)
        if (isStagedPlanText(text)) {
          const { format, output, samples } = options
          const files = await session.job('staged.export-document', { text, format, samples })
          for (const file of files) {
            const place = files.length === 1 && format === 'json' ? output : join(output, file.fileName)
            await mkdir(dirname(place), { recursive: true })
            await writeWholeFile(place, contentOf(file))
            session.out.say(`Written: ${place}`)
          }
          return
        }
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
