import type { Edition } from '../workers/data-tasks.ts'
import type { EngineTasks, OnMatrix, ReadinessTask } from '../workers/engine-tasks.ts'
import { catalogueDate, ruleCount } from './catalogue-facts.ts'
import type { Family, ServiceContext } from './service-context.ts'

const nameOf = ({ session, inventoryRevision }: Edition): string => `${session}/${inventoryRevision}`

/** The matrix stays in its worker; the fleet is sent there only when the inventory has changed since the last question. */
export function readinessService({ data, readiness, options }: ServiceContext): Family<'readiness'> {
  type Answer<Task extends ReadinessTask> = NonNullable<EngineTasks[Task]['output']>

  const ask = async <Task extends ReadinessTask>(
    task: Task,
    question: Omit<EngineTasks[Task]['input'], keyof OnMatrix>,
  ): Promise<{ readonly edition: Edition; readonly answer: Answer<Task> }> => {
    const on = (matrix: OnMatrix) =>
      readiness.run(task, { ...question, ...matrix } as EngineTasks[Task]['input'])
    const edition = await data.run('edition', {})
    const known = await on({ edition: nameOf(edition), fleet: null })
    if (known !== null) return { edition, answer: known as Answer<Task> }
    const snapshot = await data.run('snapshot', {})
    const answer = await on({ edition: nameOf(snapshot), fleet: snapshot.fleet })
    return { edition: snapshot, answer: answer as Answer<Task> }
  }

  return {
    'readiness.matrix': async ({ whatIf }) => {
      const { edition, answer } = await ask('readiness-view', { whatIf })
      return { revision: edition.revision, ...answer, rules: ruleCount, catalogueDate }
    },
    'readiness.cells': async (question) => (await ask('readiness-cells', question)).answer,
    'readiness.commands': async (question) => (await ask('readiness-commands', question)).answer.block,
    'readiness.pair': async (question) => (await ask('readiness-pair', question)).answer,
    'readiness.export': async ({ format, whatIf }) => {
      const state = await data.run('state', {})
      const stamp = {
        workspace: state?.name ?? '',
        appVersion: options.version,
        writtenAtMs: options.now(),
        catalogueDate,
        rules: ruleCount,
      }
      return (await ask('readiness-export', { format, whatIf, stamp })).answer
    },
  }
}
