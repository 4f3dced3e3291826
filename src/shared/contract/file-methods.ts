/** @file The part of the contract about opening files. */
import type { Settings } from './model'
import type { RecentFile } from './opened-file'

export interface FileMethods {
  /** Asks the user for a file in the system's dialog and opens it, as if it were a profile. */
  chooseFile: () => Promise<Settings>
  /** Opens the file that the user dropped on the window. The page cannot call it with a path: the preload takes it from the dropped file. */
  openDroppedFile: (dropped: { readonly path: string }) => Settings
  /** Opens the opened file again, as it is now. */
  reopenFile: () => Settings
  openRecentFile: (id: string) => Promise<Settings>
  /** Returns the files that were opened before, the latest first. */
  recentFiles: () => Promise<readonly RecentFile[]>
  clearRecentFiles: () => void
  /** Closes the opened file. The profile that was current before is current again. */
  closeFile: () => Settings
}
