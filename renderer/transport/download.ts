import type { ExportedFile } from '../../shared/contract/views.ts'

/** The bytes or the text of an exported file. */
export function contentOf(text: string, encoding: ExportedFile['encoding'] = 'utf8'): BlobPart {
  return encoding === 'utf8' ? text : Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0))
}

/** Hands an exported file to the browser as a download; `encoding` says how `text` carries its content. */
export function downloadText(
  fileName: string,
  mediaType: string,
  text: string,
  encoding?: ExportedFile['encoding'],
): void {
  const address = URL.createObjectURL(new Blob([contentOf(text, encoding)], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
