/** @file Questions that only the OS asks: a page that was taken over can neither answer nor hide one. */
import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'

export interface Question {
  readonly title: string
  readonly message: string
  readonly detail: string
  /** The labels of the buttons. Enter, Escape and closing the dialog mean no. */
  readonly no: string
  readonly yes: string
}

export type Ask = (question: Question) => Promise<boolean>

/** Returns a function that asks and resolves with the answer. One question at a time: a second one is answered with no. */
export function createAsk(window: BrowserWindow): Ask {
  let isAsking = false
  return async ({ title, message, detail, no, yes }) => {
    if (isAsking) return false
    isAsking = true
    try {
      const buttons = [no, yes]
      const { response } = await dialog.showMessageBox(window, { type: 'warning', title, message, detail, buttons, defaultId: 0, cancelId: 0, noLink: true })
      return response === 1
    } finally {
      isAsking = false
    }
  }
}
