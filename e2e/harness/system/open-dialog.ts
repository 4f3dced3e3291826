import type { ElectronApplication } from '@playwright/test'

/** Answers the next dialogs for opening files with these (none: cancelled). Where the dialog itself is not what a test is about. */
export async function chooseFiles(electron: ElectronApplication, ...files: readonly string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: filePaths.length === 0, filePaths }) })
  }, [...files])
}
