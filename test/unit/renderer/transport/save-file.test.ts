import type { ExportedFile } from '../../../../shared/contract/views.ts'
import { afterEach, expect, it, vi } from 'vitest'
import type { Bridge } from '../../../../shared/contract/bridge.ts'
import { success } from '../../../../shared/contract/result.ts'
import { createDesktopTransport } from '../../../../renderer/transport/desktop-transport.ts'
import { createHttpTransport } from '../../../../renderer/transport/http-transport.ts'

const bytes = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0x80])
const base64 = Buffer.from(bytes).toString('base64')

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A window that keeps what it is asked to download. */
function aWindow() {
  vi.useFakeTimers()
  const blobs: Blob[] = []
  const link = { href: '', download: '', click: vi.fn() }
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => {
      blobs.push(blob)
      return `blob:${blobs.length}`
    },
    revokeObjectURL: vi.fn(),
  })
  vi.stubGlobal('document', { createElement: () => link })
  return { blobs, link }
}

const workbook: ExportedFile = {
  fileName: 'readiness.xlsx',
  mediaType: 'application/test',
  text: base64,
  encoding: 'base64',
}
const csv = (text: string): ExportedFile => ({
  fileName: 'plan.csv',
  mediaType: 'text/csv',
  text,
  encoding: 'utf8',
})

it('the browser downloads the bytes of a workbook', async () => {
  const { blobs, link } = aWindow()
  await createHttpTransport('token').saveFile(workbook)
  expect(link.download).toBe('readiness.xlsx')
  expect(link.click).toHaveBeenCalledOnce()
  expect(new Uint8Array((await blobs[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes)
})

it('the browser downloads text as UTF-8, also text that looks like base64', async () => {
  const { blobs } = aWindow()
  await createHttpTransport('token').saveFile(csv('QUJD'))
  await createHttpTransport('token').saveFile(csv('\uFEFFMöve'))
  expect(await blobs[0]?.text()).toBe('QUJD')
  expect(new Uint8Array((await blobs[1]?.arrayBuffer()) ?? new ArrayBuffer(0)).slice(0, 3)).toEqual(
    Uint8Array.from([0xef, 0xbb, 0xbf]),
  )
})

it('the desktop is told how the text carries the content', async () => {
  const saveFile = vi.fn(() => Promise.resolve(success('/home/planner/readiness.xlsx')))
  const bridge = { saveFile } as unknown as Bridge<File>
  await createDesktopTransport(bridge).saveFile(workbook)
  expect(saveFile).toHaveBeenCalledExactlyOnceWith(workbook)
})
