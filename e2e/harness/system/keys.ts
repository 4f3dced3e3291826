/** @file Sends keys to real windows, for menus and system dialogs that are not part of the page. */
import { output, until } from './process'

/** Waits for a window whose title matches, focuses it and sends keys to it (arguments of xdotool: `key …` or `type …`). */
export async function sendKeys(display: string, title: string, ...args: readonly string[]): Promise<void> {
  const env = { ...process.env, DISPLAY: display }
  let id = ''
  await until(`the window ${title}`, async () => {
    const { ok, text } = await output('xdotool', ['search', '--onlyvisible', '--name', title], env)
    id = ok ? text.trim().split('\n').at(-1) ?? '' : ''
    return id !== ''
  })
  const { ok, text } = await output('xdotool', ['windowfocus', '--sync', id, ...args], env)
  if (!ok) throw new Error(text)
}

/** Resolves once no visible window has that title. */
export async function untilGone(display: string, title: string): Promise<void> {
  const env = { ...process.env, DISPLAY: display }
  await until(`the window ${title} to close`, async () => !(await output('xdotool', ['search', '--onlyvisible', '--name', title], env)).ok)
}

/** Types a path into the system's save dialog and confirms it. */
export async function saveByKeyboard(display: string, title: string, file: string): Promise<void> {
  await sendKeys(display, title, 'key', 'ctrl+a')
  await sendKeys(display, title, 'type', '--delay', '5', file)
  await sendKeys(display, title, 'key', 'Return')
}

/** Types a path into the system's open dialog and confirms it. */
export async function openByKeyboard(display: string, title: string, file: string): Promise<void> {
  // The slash opens the path field. Keys sent before it is open are lost.
  await sendKeys(display, title, 'key', 'slash')
  await saveByKeyboard(display, title, file)
}
