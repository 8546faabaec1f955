import type { Bridge } from '../../shared/contract/bridge.ts'
import type { CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import type { Result } from '../../shared/contract/result.ts'
import { failure, success } from '../../shared/contract/result.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { text } from '../text/en.ts'

/** The transport of the desktop host: the preload bridge, with real paths instead of uploads. */
export function createDesktopTransport(bridge: Bridge<File>): Transport<File> {
  return {
    host: 'desktop',
    call: <Name extends CommandName>(name: Name, input: unknown) =>
      bridge.call(name, input) as Promise<Result<CommandOutput<Name>>>,
    listen: (listener) => bridge.listen(listener),
    stageFiles: (files) => {
      const paths = bridge.pathsOf(files)
      return Promise.resolve(
        paths.length === files.length
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
    saveText: (fileName, mediaType, content, encoding) =>
      bridge.saveText(fileName, mediaType, content, encoding),
  }
}
