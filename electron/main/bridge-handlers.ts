import { dialog, ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { join } from 'node:path'
import { channels } from '../../shared/contract/bridge.ts'
import { AppFailure, failure, success, type Result } from '../../shared/contract/result.ts'
import type { ExportedFile } from '../../shared/contract/views.ts'
import { contentOf, writeWholeFile } from '../hosting/write-whole-file.ts'
import type { Application } from '../services/application.ts'
import { windowOrigin } from './window-protocol.ts'

const refused = failure({ code: 'request-refused', message: 'This page may not use the application.' })

/** Answers the preload's channels. Every message is checked for its sender before anything else happens. */
export function answerBridge(window: BrowserWindow, application: Application, workspaceFolder: string): void {
  const handle = (
    channel: string,
    refusal: unknown,
    answer: (...input: unknown[]) => Promise<unknown>,
  ): void => {
    ipcMain.handle(channel, (event, ...input: unknown[]) =>
      isOurWindow(event, window) ? answer(...input) : refusal,
    )
  }
  handle(channels.call, refused, (name, input) => application.call(String(name), input))
  handle(channels.chooseImport, null, (kind) => chooseImport(window, kind === 'folder'))
  handle(channels.chooseWorkspace, null, (kind) =>
    kind === 'create'
      ? chooseNewWorkspace(window, workspaceFolder)
      : chooseWorkspace(window, workspaceFolder),
  )
  handle(channels.saveFile, refused, (file) => saveFile(window, file as Partial<ExportedFile>))

  const stopListening = application.listen((event) => {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event)
  })
  window.on('closed', () => {
    stopListening()
    for (const channel of Object.values(channels)) ipcMain.removeHandler(channel)
  })
}

function isOurWindow(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === window.webContents.mainFrame && frame.url.startsWith(`${windowOrigin}/`)
}

const workspaceFilters = [{ name: 'LPM Planner workspace', extensions: ['lpm'] }]

async function chooseImport(window: BrowserWindow, folder: boolean): Promise<string[] | null> {
  const chosen = await dialog.showOpenDialog(window, {
    title: folder ? 'Import a folder' : 'Import files',
    buttonLabel: 'Import',
    properties: folder ? ['openDirectory', 'multiSelections'] : ['openFile', 'multiSelections'],
  })
  return chosen.canceled ? null : chosen.filePaths
}

async function chooseNewWorkspace(window: BrowserWindow, folder: string): Promise<string | null> {
  const chosen = await dialog.showSaveDialog(window, {
    title: 'New workspace',
    defaultPath: join(folder, 'New workspace.lpm'),
    filters: workspaceFilters,
  })
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath
}

async function chooseWorkspace(window: BrowserWindow, folder: string): Promise<string | null> {
  const chosen = await dialog.showOpenDialog(window, {
    title: 'Open a workspace',
    defaultPath: folder,
    filters: workspaceFilters,
    properties: ['openFile'],
  })
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
}

async function saveFile(window: BrowserWindow, file: Partial<ExportedFile>): Promise<Result<string | null>> {
  const text = String(file.text ?? '')
  const content = contentOf({ text, encoding: file.encoding === 'base64' ? 'base64' : 'utf8' })
  const chosen = await dialog.showSaveDialog(window, {
    title: 'Export',
    defaultPath: String(file.fileName ?? ''),
  })
  if (chosen.canceled || chosen.filePath === '') return success(null)
  try {
    await writeWholeFile(chosen.filePath, content)
    return success(chosen.filePath)
  } catch (cause) {
    if (cause instanceof AppFailure) return failure(cause.error)
    throw cause
  }
}
