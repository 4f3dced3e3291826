import type { ElectronApplication } from '@playwright/test'

export interface AskedQuestion {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  /** What Enter presses. */
  readonly default: string | undefined
  /** What Escape and closing the dialog press. */
  readonly cancel: string | undefined
}

/** Answers the next native questions with the button of that name. Where the dialog itself is not what a test is about. */
export async function answerQuestions(electron: ElectronApplication, button: string): Promise<{ readonly asked: () => Promise<readonly AskedQuestion[]> }> {
  const handle = await electron.evaluateHandle(({ dialog }, name) => {
    const seen: { message: string, detail: string, buttons: string[], default: string | undefined, cancel: string | undefined }[] = []
    const answer = async (_window: unknown, { message, detail = '', buttons = [], defaultId = -1, cancelId = -1 }: Electron.MessageBoxOptions) => {
      seen.push({ message, detail, buttons, default: buttons[defaultId], cancel: buttons[cancelId] })
      return { response: buttons.indexOf(name), checkboxChecked: false }
    }
    Object.assign(dialog, { showMessageBox: answer })
    return seen
  }, button)
  return { asked: () => handle.jsonValue() }
}
