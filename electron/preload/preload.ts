/** The only door between window and main: typed, fixed channels, no Node, no ipcRenderer handed out. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels, type Bridge } from '../../shared/contract/bridge.ts'
import type { HostEvent } from '../../shared/contract/events.ts'
import type { Result } from '../../shared/contract/result.ts'

const bridge: Bridge<File> = {
  host: 'desktop',
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input) as Promise<Result<unknown>>,
  listen: (listener) => {
    const forward = (_event: unknown, hostEvent: HostEvent): void => {
      listener(hostEvent)
    }
    ipcRenderer.on(channels.event, forward)
    return () => {
      ipcRenderer.off(channels.event, forward)
    }
  },
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
  chooseImport: (kind) => ipcRenderer.invoke(channels.chooseImport, kind) as Promise<string[] | null>,
  chooseWorkspace: (kind) => ipcRenderer.invoke(channels.chooseWorkspace, kind) as Promise<string | null>,
  saveText: (fileName, mediaType, text, encoding) =>
    ipcRenderer.invoke(channels.saveText, fileName, mediaType, text, encoding) as Promise<
      Result<string | null>
    >,
}

contextBridge.exposeInMainWorld('lpmBridge', bridge)
