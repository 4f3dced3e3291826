import type { ElectronApplication } from '@playwright/test'

export interface SaveDialogOptions { readonly title: string, readonly defaultPath: string }

interface AnsweredDialogs {
  /** Returns the number of answered dialogs. */
  readonly count: () => Promise<number>
  /** Returns the options of the last dialog. */
  readonly options: () => Promise<SaveDialogOptions>
}

/** Answers save dialogs with `file` from now on, or cancels them if it is null, for tests that are not about the real dialog. */
export async function chooseSavePath(electron: ElectronApplication, file: string | null): Promise<AnsweredDialogs> {
  const handle = await electron.evaluateHandle(({ dialog }, filePath) => {
    const dialogs: { title: string, defaultPath: string }[] = []
    const showSaveDialog = async (_window: unknown, options: { title?: string, defaultPath?: string }) => {
      dialogs.push({ title: options.title ?? '', defaultPath: options.defaultPath ?? '' })
      return { canceled: filePath === null, filePath: filePath ?? '' }
    }
    Object.assign(dialog, { showSaveDialog })
    return dialogs
  }, file)
  return {
    count: async () => (await handle.jsonValue()).length,
    options: async () => {
      const last = (await handle.jsonValue()).at(-1)
      if (!last) throw new Error('no save dialog has opened')
      return last
    },
  }
}
