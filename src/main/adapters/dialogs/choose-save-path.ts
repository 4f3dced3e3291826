/** @file The OS's save dialog, whose answer ends in the extension of what is saved. */
import type { BrowserWindow } from 'electron'
import type { Ask, Question } from './confirm'
import { lstatSync } from 'node:fs'
import path from 'node:path'
import { dialog } from 'electron'

export interface SavePlace {
  readonly title: string
  readonly buttonLabel?: string
  /** What is proposed: a name, or a path. */
  readonly defaultPath: string
  readonly kind: string
  /** Without the dot. The first is appended to a name that has none of them. */
  readonly extensions: readonly [string, ...string[]]
}

/** Also a symbolic link that leads nowhere is there. */
function isThere(file: string): boolean {
  try {
    lstatSync(file)
    return true
  } catch {
    return false
  }
}

/** About a file that the save dialog did not ask about. */
const replaceQuestion = (file: string): Question => ({
  title: 'Replace the file?',
  message: `“${path.basename(file)}” already exists. Replace it?`,
  detail: `XDR Desk added “${path.extname(file)}” to the name you entered. If you replace the file in “${path.dirname(file)}”, its contents are overwritten.`,
  no: 'Cancel',
  yes: 'Replace',
})

/** Returns the path of the file to write, or null if the dialog is cancelled. */
export async function askWhereToSave(window: BrowserWindow, ask: Ask, place: SavePlace): Promise<string | null> {
  const { title, buttonLabel, defaultPath, kind, extensions } = place
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    message: title,
    ...(buttonLabel && { buttonLabel }),
    defaultPath,
    filters: [{ name: kind, extensions: [...extensions] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  if (extensions.some(extension => filePath.toLowerCase().endsWith(`.${extension}`))) return filePath
  // GTK's dialog leaves a name as it was typed, and asked about that one.
  const file = `${filePath}.${extensions[0]}`
  return !isThere(file) || await ask(replaceQuestion(file)) ? file : null
}
