import type { ElectronApplication } from '@playwright/test'

export interface DialogQuestion {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  /** The button that Enter presses. */
  readonly default: string | undefined
  /** The button that Escape and closing the dialog press. */
  readonly cancel: string | undefined
}

interface AnsweredQuestions { readonly questions: () => Promise<readonly DialogQuestion[]> }

/** Answers native message dialogs with the button of that name from now on, for tests that are not about the real dialog. */
export async function answerMessageDialogs(electron: ElectronApplication, button: string): Promise<AnsweredQuestions> {
  const handle = await electron.evaluateHandle(({ dialog }, name) => {
    const questions: { message: string, detail: string, buttons: string[], default: string | undefined, cancel: string | undefined }[] = []
    const showMessageBox = async (_window: unknown, { message, detail = '', buttons = [], defaultId = -1, cancelId = -1 }: Electron.MessageBoxOptions) => {
      questions.push({ message, detail, buttons, default: buttons[defaultId], cancel: buttons[cancelId] })
      return { response: buttons.indexOf(name), checkboxChecked: false }
    }
    Object.assign(dialog, { showMessageBox })
    return questions
  }, button)
  return { questions: () => handle.jsonValue() }
}
