import type { ElectronApplication } from '@playwright/test'

/** Answers open dialogs with these files from now on, or cancels them if there are none, for tests that are not about the real dialog. */
export async function chooseFiles(electron: ElectronApplication, ...files: readonly string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: filePaths.length === 0, filePaths }) })
  }, [...files])
}
