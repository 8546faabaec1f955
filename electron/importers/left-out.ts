/** Why a file that no importer recognises was left out, in a sentence of its own. */
import type { ImportProblem } from '../../shared/inventory/problem.ts'
import type { SourceFile } from './importer.ts'

export function reasonLeftOut(file: SourceFile): ImportProblem {
  const { code, severity, found, remedy } = describe(file)
  return { code, severity, origin: { file: file.name, line: null }, column: null, found, remedy }
}

function describe({ name, sizeBytes, head }: SourceFile): Omit<ImportProblem, 'origin' | 'column'> {
  if (sizeBytes === 0 || head.length === 0) {
    return {
      code: 'file-empty',
      severity: 'warning',
      found: `"${name}" is empty.`,
      remedy: 'If a command should have filled it, run the command again and look for its error message.',
    }
  }
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) {
    return {
      code: 'file-utf16',
      severity: 'warning',
      found: `"${name}" is UTF-16 text, as the redirection of some Windows shells writes it.`,
      remedy: 'Save it as UTF-8 and import it again.',
    }
  }
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x1f, 0x8b])) {
    return {
      code: 'file-archive',
      severity: 'warning',
      found: `"${name}" is an archive; its content was not read.`,
      remedy: 'Unpack it and import the folder.',
    }
  }
  if (head.includes(0)) {
    return {
      code: 'file-binary',
      severity: 'note',
      found: `"${name}" is a binary file, not the text of an HMC command or export; it was left out.`,
      remedy: 'Nothing to do if it does not belong to the import.',
    }
  }
  return {
    code: 'file-not-recognised',
    severity: 'note',
    found: `"${name}" is not the output of a known HMC command or export; it was left out.`,
    remedy:
      'Nothing to do if it does not belong to the import. Commands that print bare values need "--header".',
  }
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}
