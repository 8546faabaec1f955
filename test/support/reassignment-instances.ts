/** The public instances of machine reassignment, where they lie beside the project. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData } from './shared-data.ts'

const folder = sharedData('planner/roadef')

export interface Instance {
  readonly name: string
  readonly initialCost: number
  readonly bestSourced: number
}

const canRun = (program: string, word: string): boolean =>
  spawnSync(program, [word], { stdio: 'ignore' }).status === 0

/** What is missing to use the instances; null where nothing is. */
export function missingForInstances(): string | null {
  if (folder === null) return 'the instances (shared data, planner/roadef)'
  if (!canRun('xz', '--version')) return 'xz'
  return canRun('python3', '--version') ? null : 'python3'
}

export function instances(): readonly Instance[] {
  if (folder === null) return []
  const [titles = '', ...lines] = readFileSync(join(folder, 'instances.csv'), 'utf8').trim().split('\n')
  const column = (title: string): number => titles.split(',').indexOf(title)
  return lines.map((line) => {
    const fields = line.split(',')
    return {
      name: fields[0] ?? '',
      initialCost: Number(fields[column('initial_cost')]),
      bestSourced: Number(fields[column('best_sourced')]),
    }
  })
}

export function instanceText(kind: 'model' | 'assignment', name: string): string {
  return execFileSync('xz', ['-dc', join(folder ?? '', `${kind}_${name}.txt.xz`)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
  })
}

/** Unpacks an instance into a folder; answers the paths of its files. */
export function unpackInstance(name: string, into: string): { model: string; initial: string } {
  const paths = { model: join(into, `model_${name}.txt`), initial: join(into, `assignment_${name}.txt`) }
  writeFileSync(paths.model, instanceText('model', name))
  writeFileSync(paths.initial, instanceText('assignment', name))
  return paths
}

/** What the independent checker says of an assignment. */
export function checkedCost(
  model: string,
  initial: string,
  assignment: string,
): { feasible: boolean; total: number } {
  const { stdout } = spawnSync('python3', [join(folder ?? '', 'check.py'), model, initial, assignment], {
    encoding: 'utf8',
  })
  return JSON.parse(stdout) as { feasible: boolean; total: number }
}
