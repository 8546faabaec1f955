import { failure, success } from '../../shared/contract/result.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { text } from '../text/en.ts'
import type { DesktopBridge } from './bridge.ts'

/** The transport of the desktop host: the preload bridge, with real paths instead of uploads. */
export function createDesktopTransport(bridge: DesktopBridge): Transport<File> {
  return {
    host: 'desktop',
    call: (name, input) => bridge.call(name, input),
    listen: (listener) => bridge.listen(listener),
    stageFiles: (files) => {
      const paths = bridge.pathsOf(files)
      return Promise.resolve(
        paths.length === files.length && paths.every((path) => path !== '')
          ? success(paths)
          : failure({
              code: 'file-missing',
              message: text.transport.noPath,
              hint: text.transport.noPathHint,
            }),
      )
    },
    chooseImport: (kind) => bridge.chooseImport(kind),
    chooseWorkspace: (kind) => bridge.chooseWorkspace(kind),
    saveText: (fileName, mediaType, content) => bridge.saveText(fileName, mediaType, content),
  }
}
