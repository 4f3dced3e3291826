/**
 * @file The bridge to the page: one function for each method of the contract and `on` for its events. The page gets no other part of Electron.
 */
import type { Bridge, DroppedFile } from '../shared/contract/ipc'
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { events, methods } from '../shared/contract/ipc'

const calls = methods.map(method => [method, (...args: unknown[]) => ipcRenderer.invoke(method, ...args)])

const on: Bridge['on'] = (event, listener) => {
  if (!events.includes(event)) throw new TypeError('unknown event')
  // SECURITY: the listener gets the payload alone, never Electron's event object.
  const forward = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload)
  ipcRenderer.on(event, forward)
  return () => { ipcRenderer.off(event, forward) }
}

/** Returns the path of a file that the user dropped or chose; '' for anything else, such as a `File` that the page created. */
function pathOf(file: DroppedFile): string {
  try {
    return webUtils.getPathForFile(file as File)
  } catch {
    return ''
  }
}

const openDroppedFile: Bridge['openDroppedFile'] = file => ipcRenderer.invoke('openDroppedFile', { path: pathOf(file) })

// The only cast at this boundary: names and types come from the contract.
contextBridge.exposeInMainWorld('xdrDesk', { ...Object.fromEntries(calls), openDroppedFile, on } as Bridge)
