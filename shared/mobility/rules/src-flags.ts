/** Rules about one yes-or-no attribute of the partition: refused or doubtful where it is set. */
import type { Partition } from '../../inventory/fleet.ts'
import { attributeData } from '../command.ts'
import { commands } from '../inputs.ts'
import {
  block,
  cannotTell,
  command,
  everyMove,
  pass,
  warn,
  type PartitionContext,
  type Rule,
  type RuleInput,
} from '../rule.ts'
import type { MoveType } from '../verdict.ts'

interface FlagRule {
  readonly id: string
  readonly title: string
  readonly appliesTo: readonly MoveType[]
  readonly input: RuleInput
  readonly attribute: keyof Partition
  readonly worst: 'warn' | 'block'
  readonly confidence: Rule['confidence']
  readonly source: string
  readonly text: (name: string) => string
  readonly remedy: (context: PartitionContext) => string
}

function flagRule(flag: FlagRule): Rule {
  return {
    id: flag.id,
    title: flag.title,
    appliesTo: flag.appliesTo,
    scope: 'partition',
    inputs: [flag.input],
    confidence: flag.confidence,
    source: flag.source,
    judge(context) {
      const { partition } = context
      const value = partition[flag.attribute]
      if (value === null)
        return cannotTell(context, flag.input, `Attribute ${flag.input.name} of ${partition.name}`, {
          worst: flag.worst,
        })
      if (value === false) return pass
      const answer = flag.worst === 'block' ? block : warn
      return answer(flag.text(partition.name), [{ name: flag.input.name, value: true }], flag.remedy(context))
    },
  }
}

const profileOf = (partition: Partition) => partition.currentProfile ?? 'PROFILE'

export const srcMigdis = flagRule({
  id: 'SRC-MIGDIS',
  title: 'Migration is not disabled for the partition',
  appliesTo: everyMove,
  input: { name: 'migration_disabled', command: `${commands.partitions} -F name,lpar_id,migration_disabled` },
  attribute: 'migrationDisabled',
  worst: 'block',
  confidence: 'verified',
  source: 'hmcScanner column, REST capture',
  text: (name) => `Migration is disabled for ${name}.`,
  remedy: (context) => command('chsyscfg -r lpar -m {source} -i lpar_id={id},migration_disabled=0', context),
})

export const srcBootedFull = flagRule({
  id: 'SRC-BOOTED-FULL',
  title: 'Not a full-system partition',
  appliesTo: everyMove,
  input: { name: 'all_resources', command: commands.profiles },
  attribute: 'allResources',
  worst: 'block',
  confidence: 'general knowledge',
  source: 'general knowledge',
  text: (name) => `${name} was started with all resources of the system.`,
  remedy: () => 'Create a profile with its own resources (all_resources=0) and start the partition with it.',
})

export const srcService = flagRule({
  id: 'SRC-SERVICE',
  title: 'Not the service partition',
  appliesTo: ['active'],
  input: { name: 'service_lpar_id', command: commands.sourceSystem },
  attribute: 'servicePartition',
  worst: 'block',
  confidence: 'general knowledge',
  source: 'general knowledge; field in REST capture',
  text: (name) => `${name} is the service partition of its server.`,
  remedy: (context) => command('chsyscfg -r sys -m {source} -i service_lpar_id=none', context),
})

export const srcTimeref = flagRule({
  id: 'SRC-TIMEREF',
  title: 'Not the time reference partition',
  appliesTo: ['active'],
  input: { name: 'time_ref', command: commands.partitions },
  attribute: 'timeReference',
  worst: 'warn',
  confidence: 'general knowledge',
  source: 'aix-skills (clock synchronisation); rest general knowledge',
  text: (name) => `${name} is a time reference partition and loses that role by moving.`,
  remedy: (context) =>
    `Synchronise the clocks of the VIOS, then clear it: ${command('chsyscfg -r lpar -m {source} -i lpar_id={id},time_ref=0', context)}`,
})

export const srcRederr = flagRule({
  id: 'SRC-REDERR',
  title: 'Redundant error path reporting is off',
  appliesTo: ['active'],
  input: { name: 'redundant_err_path_reporting', command: commands.partitions },
  attribute: 'redundantErrorPathReporting',
  worst: 'block',
  confidence: 'general knowledge',
  source: 'attribute in captures; rule general knowledge',
  text: (name) => `Redundant error path reporting is on for ${name}.`,
  remedy: (context) => {
    const data = attributeData([
      ['name', profileOf(context.partition)],
      ['lpar_id', context.partition.lparId],
      ['redundant_err_path_reporting', 0],
    ])
    return `Set it off and restart the partition: ${command('chsyscfg -r prof -m {source}', context)} -i ${data}`
  },
})
