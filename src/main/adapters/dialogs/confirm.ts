/** @file Confirmations in dialogs of the OS, which a compromised page can neither answer nor hide. */
import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'

export interface Confirmation {
  readonly title: string
  readonly message: string
  readonly detail: string
  /** The labels of the buttons. Enter, Escape and closing the dialog mean no. */
  readonly no: string
  readonly yes: string
}

/** Asks the user to confirm. Resolves with true if they do. */
export type Confirm = (confirmation: Confirmation) => Promise<boolean>

/** Returns a `Confirm` that shows one dialog at a time: a second one that is requested meanwhile resolves with false. */
export function createConfirm(window: BrowserWindow): Confirm {
  let isOpen = false
  return async ({ title, message, detail, no, yes }) => {
    if (isOpen) return false
    isOpen = true
    try {
      const buttons = [no, yes]
      const { response } = await dialog.showMessageBox(window, { type: 'warning', title, message, detail, buttons, defaultId: 0, cancelId: 0, noLink: true })
      return response === 1
    } finally {
      isOpen = false
    }
  }
}
