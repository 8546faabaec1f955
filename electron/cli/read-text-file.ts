import { readFile } from 'node:fs/promises'
import { AppFailure } from '../../shared/contract/result.ts'

/** Text of a file the user named. Throws AppFailure "file-missing" or "file-unreadable". */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    if (code === 'ENOENT') throw new AppFailure({ code: 'file-missing', message: `${path} does not exist.` })
    throw new AppFailure({
      code: 'file-unreadable',
      message: `${path} cannot be read (${code === 'EISDIR' ? 'it is a folder' : code}).`,
    })
  }
}

/** The JSON in the text of a file the user named; one that is no JSON is refused by `code` with the parser's words. */
export function jsonOf(path: string, text: string, code: 'scenario-invalid' | 'plan-invalid'): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new AppFailure({
      code,
      message: `${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Check that the file is complete.',
    })
  }
}
