/**
 * The desktop host: one window, one application, nothing else. Security settings follow Electron's checklist
 * (electronjs.org/docs/latest/tutorial/security); test/desktop runs this file's build against a stand-in `electron`.
 */
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { join } from 'node:path'
import { applicationVersion, dataFolder, sampleFolder, windowFolder } from '../hosting/places.ts'
import { createApplication, type Application } from '../services/application.ts'
import { answerBridge } from './bridge-handlers.ts'
import { commandLineOf } from './command-line.ts'
import { denyEverythingUnneeded, denyPermissions } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { declareWindowScheme, serveWindow, windowOrigin } from './window-protocol.ts'

const words = commandLineOf(process.argv, app.isPackaged)
if (words === null) startDesktop()
else void runAsCommand(words)

async function runAsCommand(commandLine: readonly string[]): Promise<void> {
  const { runCommandLine } = await import('../cli/run-command-line.ts')
  app.exit(await runCommandLine(commandLine))
}

function startDesktop(): void {
  app.enableSandbox()
  declareWindowScheme()
  denyEverythingUnneeded()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  let application: Application | null = null
  let window: BrowserWindow | null = null

  app.on('second-instance', () => {
    if (window === null) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('will-quit', (event) => {
    if (application === null) return
    // The workspace is closed in order (checkpoint, lock released) before the process ends.
    const closing = application
    application = null
    event.preventDefault()
    void closing.close().finally(() => {
      app.quit()
    })
  })

  app
    .whenReady()
    .then(async () => {
      setMenu(process.platform === 'darwin', !app.isPackaged)
      denyPermissions(session.defaultSession)
      serveWindow(session.defaultSession, windowFolder)
      const data = dataFolder()
      application = createApplication({
        host: 'desktop',
        dataFolder: data,
        sampleFolder: sampleFolder(),
        version: applicationVersion(),
        now: () => Date.now(),
      })
      window = openWindow(application, join(data, 'workspaces'))
      await window.loadURL(`${windowOrigin}/index.html`)
    })
    .catch((cause: unknown) => {
      dialog.showErrorBox('LPM Planner cannot start', cause instanceof Error ? cause.message : String(cause))
      app.exit(3)
    })
}

function openWindow(application: Application, workspaceFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'LPM Planner',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#101316' : '#f1f3f4',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  answerBridge(window, application, workspaceFolder)
  window.once('ready-to-show', () => {
    window.show()
  })
  return window
}
