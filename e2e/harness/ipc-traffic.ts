import type { ElectronApplication } from '@playwright/test'

interface InvokeEvent { _replyChannel: { sendReply: (reply: unknown) => void } }
type Handler = (event: InvokeEvent, ...args: unknown[]) => unknown

/** Records everything that main sends to the page from now on, as one line of JSON for each reply and event. */
export async function recordIpc(electron: ElectronApplication): Promise<() => Promise<string>> {
  const recorded = await electron.evaluateHandle(({ BrowserWindow, ipcMain }) => {
    const sent: string[] = []
    // These are Electron internals: callers expect certain replies, so a change of Electron cannot go unnoticed.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    for (const [name, handler] of handlers) {
      handlers.set(name, (event, ...args) => {
        const { _replyChannel: channel } = event
        Object.defineProperty(event, '_replyChannel', {
          value: {
            sendReply: (reply: unknown) => {
              sent.push(`reply to ${name}: ${JSON.stringify(reply)}`)
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
        sent.push(`event ${JSON.stringify(args)}`)
        send?.(...args)
      },
    })
    return sent
  })
  return async () => (await recorded.jsonValue()).join('\n')
}
