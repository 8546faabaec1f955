/** `node dist/browser-host/main.js [--port N] [--no-open]`: the application in the default browser. */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strangeWord } from '../hosting/host-words.ts'
import { applicationVersion, dataFolder, sampleFolder, windowFolder } from '../hosting/places.ts'
import { createApplication } from '../services/application.ts'
import { startBrowserHost } from './server.ts'
import { newStagingName } from './staging-area.ts'

const words = process.argv.slice(2)
const strange = strangeWord(words, 'browser')
if (strange !== null) {
  process.stderr.write(`The browser host does not know “${strange.word}”. It takes: ${strange.known}.\n`)
  process.exit(2)
}
const portWord = words.indexOf('--port')
const port = portWord === -1 ? 0 : Number(words[portWord + 1])
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write('--port needs a number from 0 to 65535.\n')
  process.exit(2)
}

const application = createApplication({
  host: 'browser',
  dataFolder: dataFolder(),
  sampleFolder: sampleFolder(),
  version: applicationVersion(),
  now: () => Date.now(),
})

try {
  const host = await startBrowserHost({
    application,
    windowFolder,
    port,
    stagingFolder: join(tmpdir(), newStagingName()),
  })
  process.stdout.write(
    `LPM Planner is open at ${host.url}\nOnly this machine can reach it. Ctrl C ends it.\n`,
  )
  if (!words.includes('--no-open')) openInBrowser(host.url)
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    void host
      .close()
      .then(() => application.close())
      .finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
} catch (cause) {
  const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
  process.stderr.write(
    taken
      ? `Port ${port} is in use. Choose another with --port, or leave it out.\n`
      : `The browser host cannot start: ${cause instanceof Error ? cause.message : String(cause)}\n`,
  )
  await application.close()
  process.exit(2)
}

function openInBrowser(url: string): void {
  const [command, ...first] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : process.platform === 'darwin'
        ? ['open']
        : ['xdg-open']
  if (command === undefined) return
  const opener = spawn(command, [...first, url], { stdio: 'ignore', detached: true })
  // No opener (a server without desktop): the address is printed, that is enough.
  opener.on('error', () => undefined)
  opener.unref()
}
