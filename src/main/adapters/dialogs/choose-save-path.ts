/** @file The OS's save dialog. The path that it returns always has the file type's extension. */
import type { BrowserWindow } from 'electron'
import type { Confirm, Confirmation } from './confirm'
import { lstatSync } from 'node:fs'
import path from 'node:path'
import { dialog } from 'electron'

export interface SaveOptions {
  readonly title: string
  readonly buttonLabel?: string
  /** The proposed name or path. */
  readonly defaultPath: string
  /** The name of the file type in the dialog. */
  readonly kind: string
  /** The file type's extensions, without the dot. The first one is appended to a name that has none of them. Empty for a folder. */
  readonly extensions: readonly string[]
}

/** Returns whether a file exists. A symbolic link without a target counts as a file. */
function exists(file: string): boolean {
  try {
    lstatSync(file)
    return true
  } catch {
    return false
  }
}

/** Asks whether to replace a file that the save dialog did not ask about. */
const replaceConfirmation = (file: string): Confirmation => ({
  title: 'Replace the file?',
  message: `“${path.basename(file)}” already exists. Replace it?`,
  detail: `XDR Desk added “${path.extname(file)}” to the name you entered. If you replace the file in “${path.dirname(file)}”, its contents are overwritten.`,
  no: 'Cancel',
  yes: 'Replace',
})

/** Asks the user where to save. Returns the path of the file to write, or null if the user cancels. */
export async function chooseSavePath(window: BrowserWindow, confirm: Confirm, options: SaveOptions): Promise<string | null> {
  const { title, buttonLabel, defaultPath, kind, extensions } = options
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    message: title,
    ...(buttonLabel && { buttonLabel }),
    defaultPath,
    filters: [{ name: kind, extensions: extensions.length > 0 ? [...extensions] : ['*'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  const [extension] = extensions
  if (extension === undefined || extensions.some(each => filePath.toLowerCase().endsWith(`.${each}`))) return filePath
  // GTK's dialog does not add the extension, so it has only checked whether a file with the typed name exists.
  const file = `${filePath}.${extension}`
  return !exists(file) || await confirm(replaceConfirmation(file)) ? file : null
}
