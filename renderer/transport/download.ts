import type { ExportedFile } from '../../shared/contract/views.ts'

/** Hands an exported file to the browser as a download. */
export function downloadFile({ fileName, mediaType, text, encoding }: ExportedFile): void {
  const content =
    encoding === 'base64' ? Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0) : text
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
