/** @file Answers the keyring's own prompt with real keys. */
import { output, until } from './process'

/** An answer is taken, or the prompt comes back, well within this. */
const patienceMs = 5000

/**
 * Sends `keys` (each the arguments of one xdotool command) to the keyring's prompt until `done`: the prompt may come again. A round
 * starts only once the prompt has the focus, and the next only once this one was taken: keys that are sent too early are lost, and
 * those sent too often fall into the app behind the prompt.
 */
export async function answerPrompt(display: string, keys: readonly (readonly string[])[], done: () => Promise<boolean> | boolean): Promise<void> {
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
    // A prompt that did not take it is answered anew.
    await until('the answer to be taken', async () => await done() || await prompt() !== id, patienceMs).catch(() => undefined)
    return done()
  }, 60_000)
}
