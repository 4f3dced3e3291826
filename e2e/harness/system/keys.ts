/** @file Keys for real windows, as from a keyboard: what the page cannot see, such as menus and the system's dialogs. */
import { output, until } from './process'

/** Sends keys (xdotool's `key …` or `type …`) to the window whose title matches, once it is there and has the focus. */
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

/** Resolves once no window with that title is there any more. */
export async function untilGone(display: string, title: string): Promise<void> {
  const env = { ...process.env, DISPLAY: display }
  await until(`the end of the window ${title}`, async () => !(await output('xdotool', ['search', '--onlyvisible', '--name', title], env)).ok)
}

/** Types a path into the system's save dialog and confirms it. */
export async function saveByKeyboard(display: string, title: string, file: string): Promise<void> {
  await sendKeys(display, title, 'key', 'ctrl+a')
  await sendKeys(display, title, 'type', '--delay', '5', file)
  await sendKeys(display, title, 'key', 'Return')
}

/** Types a path into the system's dialog for opening files and confirms it. */
export async function openByKeyboard(display: string, title: string, file: string): Promise<void> {
  // The first key opens the box for a path, which loses what is typed meanwhile.
  await sendKeys(display, title, 'key', 'slash')
  await saveByKeyboard(display, title, file)
}
