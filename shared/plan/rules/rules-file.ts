/**
 * The file of rules (`*.rules.json`): planning rules as a person writes them, with names. `resources/schema/
 * rules.schema.json` is this schema; a test compares them. Refused whole, with place, reason and remedy of each fault.
 */
import { z } from 'zod'
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Named, References } from './common.ts'
import { MOST_RULES, planRulesSchema, ruleSchemas, type PlanRule } from './plan-rule.ts'

export const RULES_FORMAT = 'lpm-planner-rules'
export const RULES_VERSION = 1
const mostCharacters = 8 * 1024 * 1024
const mostFaults = 20

const words = z
  .array(z.string().min(1).max(300))
  .max(20_000)
  .describe(
    'Names or ids; * stands for any characters ("db*"); "site:NAME" for every server of a site. Each has to mean something in the inventory.',
  )
const references: References<string> = { some: words.min(1), any: words.default([]) }

const common = {
  id: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'an id is made of letters, digits, "-", "_" and "."')
    .optional()
    .describe('Names the rule in plans and reports. Absent: its kind and its place in this file.'),
  strength: z
    .enum(['hard', 'soft'])
    .default('hard')
    .describe('hard: a plan never breaks it. soft: a plan breaks as few of them as it can, by weight.'),
  weight: z.number().min(1).max(1000).default(1).describe('Of a soft rule against other soft ones.'),
  reason: z.string().min(1).max(1000).nullable().default(null).describe('Who asked for it, or why.'),
}

export const rulesFile = z
  .strictObject({
    $schema: z.string().max(2000).optional(),
    format: z.literal(RULES_FORMAT),
    version: z.literal(RULES_VERSION),
    rules: z.array(z.discriminatedUnion('kind', ruleSchemas(common, references))).max(MOST_RULES),
  })
  .describe('Planning rules, given to "plan evacuate", "forecast --moves" and "verify" by --rules.')

/** The published schema: what any JSON editor can check a file against. */
export const rulesSchema = (): object => ({
  $id: 'rules.schema.json',
  title: 'Planning rules for LPM Planner',
  ...z.toJSONSchema(rulesFile, { io: 'input' }),
})

/** A fault of a file of rules: where, what, and what to do. */
export interface RuleFault {
  /** Path in the file: "rules[3].partitions"; empty for the whole file. */
  readonly place: string
  readonly found: string
  readonly remedy: string
}

export type RulesReading =
  | { readonly ok: true; readonly rules: readonly PlanRule[] }
  | { readonly ok: false; readonly faults: readonly RuleFault[] }

const compare = 'Compare it with resources/schema/rules.schema.json.'

/** Reads a file of rules and finds what they name in the inventory. Never throws. */
export function readRules(text: string, index: FleetIndex): RulesReading {
  if (text.length > mostCharacters)
    return refused([{ place: '', found: 'it is larger than any file of rules', remedy: compare }])
  let value: unknown
  try {
    // A byte order mark is what some editors leave at the start of a saved file.
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable'
    return refused([
      { place: '', found: `it is no JSON (${why})`, remedy: 'Look for a missing comma or bracket.' },
    ])
  }
  const read = rulesFile.safeParse(value)
  if (!read.success) {
    return refused(
      read.error.issues
        .slice(0, mostFaults)
        .map(({ path, message }) => ({ place: placeOf(path), found: message, remedy: compare })),
    )
  }
  const finder = new Finder(index)
  const faults: RuleFault[] = []
  const rules = read.data.rules.map((rule, at): unknown => {
    const { strength, id, ...rest } = rule
    const found = (kind: 'partitions' | 'servers', given: readonly string[]): readonly Named[] => {
      const answer = finder.find(kind, given)
      faults.push(...answer.faults.map((fault) => ({ place: `rules[${at}].${kind}`, ...fault })))
      return answer.found
    }
    return {
      ...rest,
      id: id ?? `${rule.kind}-${at + 1}`,
      hard: strength === 'hard',
      ...('partitions' in rule ? { partitions: found('partitions', rule.partitions) } : {}),
      ...('servers' in rule ? { servers: found('servers', rule.servers) } : {}),
    }
  })
  faults.push(...read.data.rules.flatMap((rule, at) => emptyRule(rule, `rules[${at}]`)))
  if (faults.length > 0) return refused(faults.slice(0, mostFaults))
  const whole = planRulesSchema.safeParse(rules)
  if (whole.success) return { ok: true, rules: whole.data }
  return refused(
    whole.error.issues.slice(0, mostFaults).map(({ path, message }) => ({
      place: placeOf(['rules', ...path]),
      found: message,
      remedy: compare,
    })),
  )
}

const refused = (faults: readonly RuleFault[]): RulesReading => ({ ok: false, faults })

/** Rules that fit the schema and say nothing. */
function emptyRule(rule: z.infer<typeof rulesFile>['rules'][number], place: string): readonly RuleFault[] {
  const fault = (found: string, remedy: string): readonly RuleFault[] => [{ place, found, remedy }]
  switch (rule.kind) {
    case 'exclude':
      return rule.partitions.length + rule.servers.length > 0
        ? []
        : fault('it names nobody', 'Name partitions or servers.')
    case 'budget':
      return rule.moves !== null || rule.memoryGib !== null
        ? []
        : fault('it limits nothing', 'Give "moves", "memoryGib" or both.')
    case 'safety':
      return rule.memoryPercent !== null || rule.processorPercent !== null
        ? []
        : fault('it limits nothing', 'Give "memoryPercent", "processorPercent" or both.')
    default:
      return []
  }
}

/** Finds partitions and servers by the words of a file. */
class Finder {
  readonly #index: FleetIndex

  constructor(index: FleetIndex) {
    this.#index = index
  }

  find(kind: 'partitions' | 'servers', given: readonly string[]) {
    const all: readonly Named[] = this.#index.fleet[kind]
    const faults: { readonly found: string; readonly remedy: string }[] = []
    const found = new Map<string, Named>()
    for (const word of given) {
      const matches = this.#matches(kind, all, word)
      const what = kind === 'partitions' ? 'partition' : 'server'
      if (matches.length === 0) {
        const remedy = `Correct the name, or import the inventory it is in.${near(all, word)}`
        faults.push({ found: `the inventory has no ${what} “${word}”`, remedy })
      } else if (matches.length > 1 && !isPattern(word)) {
        const ids = matches.map(({ id }) => id).slice(0, 6)
        faults.push({
          found: `${matches.length} ${what}s are named “${word}”`,
          remedy: `Use an id instead: ${ids.join(', ')}.`,
        })
      } else for (const { id, name } of matches) found.set(id, { id, name })
    }
    return { found: [...found.values()], faults }
  }

  #matches(kind: 'partitions' | 'servers', all: readonly Named[], word: string): readonly Named[] {
    if (kind === 'servers' && word.startsWith('site:')) {
      const site = word.slice('site:'.length).toLowerCase()
      return this.#index.fleet.servers.filter((server) => server.site?.toLowerCase() === site)
    }
    // Ids hold a star too, between type-model and serial: they are looked for first.
    const byId = all.filter(({ id }) => id === word)
    if (byId.length > 0) return byId
    if (word.includes('*')) return all.filter(({ name }) => fits(name.toLowerCase(), word.toLowerCase()))
    const exact = all.filter(({ name }) => name === word)
    return exact.length > 0 ? exact : all.filter(({ name }) => name.toLowerCase() === word.toLowerCase())
  }
}

const isPattern = (word: string): boolean => word.startsWith('site:') || word.includes('*')

/** Whether a name fits a pattern of stars. Piece by piece, not by a regular expression made of what somebody typed. */
function fits(name: string, pattern: string): boolean {
  const pieces = pattern.split('*')
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at)
    if (found < 0 || found + piece.length > name.length - last.length) return false
    at = found + piece.length
  }
  return true
}

function near(all: readonly Named[], word: string): string {
  const lower = word.toLowerCase()
  const close = all.filter(
    ({ name }) => name !== '' && (name.toLowerCase().includes(lower) || lower.includes(name.toLowerCase())),
  )
  return close.length === 0
    ? ''
    : ` There is: ${close
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', ')}.`
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
