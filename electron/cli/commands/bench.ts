import { InvalidArgumentError, type Command } from 'commander'
import { brokenRuleOf } from '../../../shared/planning/search/assignment-check.ts'
import { assignmentText } from '../../../shared/planning/search/reassignment-files.ts'
import { ReassignmentState } from '../../../shared/planning/search/reassignment-state.ts'
import { searchReassignment } from '../../../shared/planning/search/search.ts'
import { writeWholeFile } from '../../hosting/write-whole-file.ts'
import type { CommandSession } from '../command-session.ts'
import { readReassignment } from '../reassignment-input.ts'
import { formatTable } from '../table.ts'
import { grouped } from '../words.ts'

interface ReassignOptions {
  readonly model: string
  readonly initial: string
  readonly out?: string
  readonly seed: number
  readonly seconds?: number
  readonly steps?: number
  readonly json?: true
}

/** Seconds of a run whose length nobody says. */
const DEFAULT_SECONDS = 30
/** Milliseconds between two lines of progress. */
const PROGRESS_MS = 100

/**
 * `bench reassign --model FILE --initial FILE [--out FILE] [--seed N] [--seconds S] [--steps N] [--json]`: the search
 * core of the planner on an instance of the ROADEF/EURO Challenge 2012. With --steps alone equal seeds give equal results.
 */
export function addBench(program: Command, session: CommandSession): void {
  const bench = program.command('bench').description('try the search on public instances').helpCommand(false)
  bench
    .command('reassign')
    .description('machine reassignment, ROADEF/EURO Challenge 2012')
    .requiredOption('--model <file>', 'model file, plain text')
    .requiredOption('--initial <file>', 'initial assignment, plain text')
    .option('--out <file>', 'write the assignment found')
    .option('--seed <n>', 'seed of the search', wholeNumber, 1)
    .option('--seconds <s>', `time of the search (${DEFAULT_SECONDS} where no steps are given)`, positive)
    .option('--steps <n>', 'moves tried at most', wholeNumber)
    .option('--json', 'one JSON document on stdout')
    .action(async (options: ReassignOptions) => {
      await reassign(session, options)
    })
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('a whole number from 0')
  return value
}

function positive(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('a number above 0')
  return value
}

async function reassign(session: CommandSession, options: ReassignOptions): Promise<void> {
  const { out } = session
  const problem = await readReassignment(options.model, options.initial)
  const initialCost = new ReassignmentState(problem).cost
  const seconds = options.seconds ?? (options.steps === undefined ? DEFAULT_SECONDS : Infinity)
  const began = performance.now()
  const elapsed = (): number => (performance.now() - began) / 1000
  let shown = 0
  const result = searchReassignment(problem, {
    seed: options.seed,
    steps: options.steps ?? Infinity,
    spent: () => elapsed() / seconds,
    progress: ({ bestCost }) => {
      if (performance.now() - shown < PROGRESS_MS) return
      shown = performance.now()
      out.progress(`Searching · ${elapsed().toFixed(0)} s · cost ${grouped(bestCost, 0)}`)
    },
  })
  out.progress('')
  const took = elapsed()
  const broken = brokenRuleOf(problem, result.places)
  if (broken !== null) throw new Error(`the search broke a rule: ${broken.rule}, ${broken.where}`)
  const moves = result.places.filter((place, item) => place !== problem.home[item]).length
  const figures = {
    cost: result.cost,
    initialCost,
    moves,
    seed: options.seed,
    steps: result.steps,
    evaluations: result.evaluations,
    seconds: took,
    evaluationsPerSecond: Math.round(result.evaluations / Math.max(took, 1e-3)),
  }
  if (options.json) out.print(JSON.stringify(figures, null, 2))
  else out.print(figuresTable(figures, out.width))
  if (options.out === undefined) return
  await writeWholeFile(options.out, assignmentText(result.places))
  out.say(`Written: ${options.out}`)
}

function figuresTable(figures: Readonly<Record<string, number>>, width: number): string {
  const words: readonly (readonly [title: string, value: string])[] = [
    ['Cost', grouped(figures['cost'] ?? 0, 0)],
    ['Cost of the initial assignment', grouped(figures['initialCost'] ?? 0, 0)],
    ['Processes moved', grouped(figures['moves'] ?? 0, 0)],
    ['Moves tried', grouped(figures['steps'] ?? 0, 0)],
    ['Moves judged a second', grouped(figures['evaluationsPerSecond'] ?? 0, 0)],
    ['Seconds', grouped(figures['seconds'] ?? 0, 1)],
  ]
  return formatTable<(typeof words)[number]>(
    [
      { title: 'Figure', of: ([title]) => title },
      { title: 'Value', of: ([, value]) => value, align: 'right' },
    ],
    words,
    width,
  )
}
