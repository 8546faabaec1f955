/** The one gate every host goes through: name known? within size limits? input valid? Then the service. Never throws. */
import type { z } from 'zod'
import { commands, type CommandName } from '../../shared/contract/commands.ts'
import { failure, success, type Result } from '../../shared/contract/result.ts'
import { errorOf } from '../workers/serve-tasks.ts'
import type { CommandHandlers } from './service-context.ts'

/** Characters and values one command may carry; the largest honest one is a plan document of 64 million characters. */
const inputLimits = { characters: 65_000_000, values: 500_000, depth: 60 } as const

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name)

/** Whether input stays within the limits; stops counting as soon as it does not, so that huge input costs little. */
function withinLimits(input: unknown): boolean {
  let characters = 0
  let values = 0
  const visit = (value: unknown, depth: number): boolean => {
    values += 1
    if (values > inputLimits.values || depth > inputLimits.depth) return false
    if (typeof value === 'string') {
      characters += value.length
      return characters <= inputLimits.characters
    }
    if (typeof value !== 'object' || value === null) return true
    // No command takes bytes; listing those of a large buffer one by one would be the very cost to avoid.
    if (ArrayBuffer.isView(value)) return false
    if (Array.isArray(value)) return value.every((item) => visit(item, depth + 1))
    for (const key in value) {
      if (!visit(key, depth + 1) || !visit((value as Readonly<Record<string, unknown>>)[key], depth + 1))
        return false
    }
    return true
  }
  return visit(input, 0)
}

function invalid(name: string, error: z.ZodError): Result<never> {
  const issue = error.issues[0]
  const place = issue?.path.map(String).join('.') ?? ''
  return failure({
    code: 'request-invalid',
    message: `“${name}” was asked with input it does not take${place === '' ? '' : ` (${place})`}.`,
    detail: issue?.message ?? 'The input does not fit.',
    hint: 'Check the value named above.',
  })
}

/** Answers a command by name; every refusal and every fault is a Result. */
export async function route(
  handlers: CommandHandlers,
  name: string,
  input: unknown,
): Promise<Result<unknown>> {
  try {
    if (!isCommandName(name)) {
      return failure({
        code: 'request-unknown',
        message: `The application knows no command “${name.slice(0, 80)}”.`,
        hint: 'Window and application may be of different versions: restart the application.',
      })
    }
    if (!withinLimits(input)) {
      return failure({
        code: 'request-too-large',
        message: `“${name}” was asked with more input than it takes.`,
        detail: 'Nothing was changed.',
        hint: 'Split it into smaller parts.',
      })
    }
    const read = commands[name].input.safeParse(input)
    if (!read.success) return invalid(name, read.error)
    // The table pairs each name with its own schema and handler; TypeScript cannot follow the pairing through the union.
    const handler = handlers[name] as (checked: unknown) => Promise<unknown>
    return success(await handler(read.data))
  } catch (cause) {
    return failure(errorOf(cause))
  }
}
