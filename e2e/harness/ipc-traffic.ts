import type { ElectronApplication } from '@playwright/test'

interface Asked { _replyChannel: { sendReply: (reply: unknown) => void } }
type Handler = (event: Asked, ...args: unknown[]) => unknown

/** Everything that main tells the page from now on, answers and events, as JSON. */
export async function recordIpc(electron: ElectronApplication): Promise<() => Promise<string>> {
  const seen = await electron.evaluateHandle(({ BrowserWindow, ipcMain }) => {
    const said: string[] = []
    // Electron keeps its handlers there and hands their answers to the event's channel. Were it otherwise, nothing would be recorded.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    for (const [name, handler] of handlers) {
      handlers.set(name, (event, ...args) => {
        const { _replyChannel: channel } = event
        Object.defineProperty(event, '_replyChannel', {
          value: {
            sendReply: (reply: unknown) => {
              said.push(`answer of ${name}: ${JSON.stringify(reply)}`)
              channel.sendReply(reply)
            },
          },
        })
        return handler(event, ...args)
      })
    }
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const send = contents?.send.bind(contents)
    Object.assign(contents ?? {}, {
      send: (...args: [string, ...unknown[]]) => {
        said.push(`event ${JSON.stringify(args)}`)
        send?.(...args)
      },
    })
    return said
  })
  return async () => (await seen.jsonValue()).join('\n')
}
