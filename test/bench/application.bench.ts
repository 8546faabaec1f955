import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleFolder } from '../../electron/hosting/places.ts'
import { createApplication } from '../../electron/services/application.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import { defaultPlanOptions } from '../../shared/plan/plan-document.ts'
import { milliseconds, secondsOf, type Bench } from './bench-table.ts'

/** The main job through the services, workers and database included. */
export const applicationBench: Bench = {
  name: 'application',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lpm-bench-'))
    const application = createApplication({
      host: 'command line',
      dataFolder: folder,
      sampleFolder: sampleFolder(),
      version: '0.0.0',
      now: () => Date.now(),
    })
    const call = async <Name extends CommandName>(
      name: Name,
      input: CommandInput<Name>,
    ): Promise<CommandOutput<Name>> => {
      const result = await application.call(name, input)
      if (!result.ok) throw new Error(result.error.message)
      return result.value as CommandOutput<Name>
    }
    try {
      const started = performance.now()
      await call('workspace.create', { path: join(folder, 'bench.lpm') })
      const preview = await call('import.preview', { jobId: 'import', paths: [sampleFolder()] })
      await call('import.commit', { importId: preview.importId })
      const imported = performance.now()
      const { fleet } = await call('inventory.fleet', {})
      const counts = Map.groupBy(fleet.partitions, (partition) => partition.serverId)
      const largest = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? ''
      const judging = performance.now()
      await call('mobility.check', { partitionIds: null, targetServerIds: null })
      const planning = performance.now()
      const { planId } = await call('plan.evacuate', {
        jobId: 'plan',
        name: 'bench',
        serverIds: [largest],
        options: {
          ...defaultPlanOptions,
          targetServerIds: null,
          excludedPartitionIds: [],
          acceptedUnknownRuleIds: [],
        },
        zone: 'UTC',
        startMs: 0,
        window: null,
        seed: 1,
        samples: 1,
      })
      const planned = performance.now()
      await call('plan.forecast', { jobId: 'forecast', planId, samples: 400, seed: 1 })
      const forecasted = performance.now()
      return [
        {
          label: 'sample import, preview to committed',
          value: secondsOf(imported - started),
          target: '<= 2 s',
        },
        {
          label: `verdicts, ${fleet.partitions.length} x ${fleet.servers.length}`,
          value: milliseconds(planning - judging),
        },
        {
          label: 'evacuation plan of the largest server, judged and stored',
          value: secondsOf(planned - planning),
          target: '<= 2 s',
        },
        { label: 'forecast of that plan, 400 draws', value: secondsOf(forecasted - planned) },
      ]
    } finally {
      await application.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
