import type { ElectronApplication } from '@playwright/test'

export interface AskedDialog { readonly title: string, readonly defaultPath: string }

interface AnsweredDialogs {
  /** How many dialogs were answered. */
  readonly count: () => Promise<number>
  /** The last of them. */
  readonly asked: () => Promise<AskedDialog>
}

/** Answers the next save dialogs with `file` (null: cancelled). Where the dialog itself is not what a test is about. */
export async function chooseSavePath(electron: ElectronApplication, file: string | null): Promise<AnsweredDialogs> {
  const handle = await electron.evaluateHandle(({ dialog }, filePath) => {
    const seen: { title: string, defaultPath: string }[] = []
    const answer = async (_window: unknown, options: { title?: string, defaultPath?: string }) => {
      seen.push({ title: options.title ?? '', defaultPath: options.defaultPath ?? '' })
      return { canceled: filePath === null, filePath: filePath ?? '' }
    }
    Object.assign(dialog, { showSaveDialog: answer })
    return seen
  }, file)
  return {
    count: async () => (await handle.jsonValue()).length,
    asked: async () => {
      const last = (await handle.jsonValue()).at(-1)
      if (!last) throw new Error('no save dialog was asked for')
      return last
    },
  }
}
