import type { ElectronApplication } from '@playwright/test'

type Handler = (...args: unknown[]) => unknown

/** Everything that main tells the page from now on, answers and events, as JSON. */
export async function recordIpc(electron: ElectronApplication): Promise<() => Promise<string>> {
  const seen = await electron.evaluateHandle(({ BrowserWindow, ipcMain }) => {
    const said: string[] = []
    // Electron keeps the handlers there; without them nothing would be recorded, which the test would see.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    for (const [name, handler] of handlers) {
      handlers.set(name, async (...args) => {
        const answer = await handler(...args)
        // Electron 33 hands answers out through the event.
        said.push(`${name} ${JSON.stringify(answer ?? null)}`)
        return answer
      })
    }
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const send = contents?.send.bind(contents)
    Object.assign(contents ?? {}, { send: (...args: [string, ...unknown[]]) => { said.push(JSON.stringify(args)); send?.(...args) } })
    return said
  })
  return async () => (await seen.jsonValue()).join('\n')
}
