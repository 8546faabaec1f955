/** Develop screens without a host: build the window, then `node test/support/fake-application/serve.ts [port] [open]`. */
import { createFakeApplication } from './fake-application.ts'
import { serveWindow } from './window-server.ts'

const [port = '5180', opened] = process.argv.slice(2)
const { url } = await serveWindow(createFakeApplication({ opened: opened === 'open' }), Number(port))
process.stdout.write(`${url}\n`)
