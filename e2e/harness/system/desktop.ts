/** @file Fakes of the desktop: opened links, the clipboard, and the state of the network. */
import type { ElectronApplication } from '@playwright/test'

/** Records the links that main opens in the browser instead of opening them. */
export async function recordOpenedLinks(electron: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  const opened = await electron.evaluateHandle(({ shell }) => {
    const links: string[] = []
    Object.assign(shell, { openExternal: async (url: string) => { links.push(url) } })
    return links
  })
  return () => opened.jsonValue()
}

export function clipboardText(electron: ElectronApplication): Promise<string> {
  return electron.evaluate(({ clipboard }) => clipboard.readText())
}

/** Sets whether the operating system reports a network connection. */
export async function setOnline(electron: ElectronApplication, isOnline: boolean): Promise<void> {
  await electron.evaluate(({ net }, value) => { Object.assign(net, { isOnline: () => value }) }, isOnline)
}

/** Fails main's requests as Chromium does without a network. A real disconnection would also cut off the test from the app. */
export async function disconnect(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ session }) => {
    Object.assign(session.fromPartition('requests'), { fetch: async () => { throw new Error('net::ERR_INTERNET_DISCONNECTED') } })
  })
}
