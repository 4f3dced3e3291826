/** @file Answers the real keyring prompt by keyboard. */
import { output, until } from './process'

/** Longer than the prompt needs to process an answer or to open again. */
const timeoutMs = 5000

/**
 * Sends `keys` (each the arguments of one xdotool command) to the keyring prompt until `done`, because the prompt may open again. It sends
 * them only while the prompt has the focus and after the prompt has processed the previous keys: keys sent too early are lost, and extra
 * keys go to the app behind the prompt.
 */
export async function answerKeyringPrompt(display: string, keys: readonly (readonly string[])[], done: () => Promise<boolean> | boolean): Promise<void> {
  const env = { ...process.env, DISPLAY: display }
  const xdotool = (...args: readonly string[]) => output('xdotool', args, env)
  const prompt = async () => (await xdotool('search', '--onlyvisible', '--class', 'gcr-prompter')).text.trim().split('\n').find(id => /^\d+$/.test(id))
  const isFocused = async (id: string) => {
    await xdotool('windowfocus', id)
    return (await xdotool('getwindowfocus')).text.trim() === id
  }
  await until('the prompt to be answered', async () => {
    if (await done()) return true
    const id = await prompt()
    if (!id || !await isFocused(id)) return false
    for (const each of keys) await xdotool(...each)
    // If the prompt does not process the keys in time, they are sent again.
    await until('the prompt to process the answer', async () => await done() || await prompt() !== id, timeoutMs).catch(() => undefined)
    return done()
  }, 60_000)
}
