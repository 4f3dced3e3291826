/** @file The OS's question before credentials that could not be checked replace saved ones. A page that was taken over cannot answer it. */
import type { BrowserWindow } from 'electron'
import type { ReplaceQuestion } from '../core/credentials/credential-methods'
import { dialog } from 'electron'
import { excerpt } from '../core/errors'

const losses: Readonly<Record<ReplaceQuestion['saved'], string>> = {
  secret: 'the saved client secret is gone; Entra does not show it again',
  certificate: 'the key of the saved certificate is deleted from this computer',
}

/** Characters that are not shown, or change how others are shown. */
const hidden = /\p{C}/gu

/** Returns a function that asks and resolves with whether to replace. One question at a time: a second one is answered with no. */
export function createReplaceDialog(window: BrowserWindow): (question: ReplaceQuestion) => Promise<boolean> {
  let isAsking = false
  return async ({ profile, saved }) => {
    if (isAsking) return false
    isAsking = true
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        title: 'Replace the saved credentials?',
        message: 'Replace the saved credentials without checking the new ones?',
        detail: `Entra could not check the new credentials of the profile “${excerpt(profile.replace(hidden, ''), 100)}”. `
          + `If you replace the saved ones and the new ones are wrong, XDR Desk cannot sign in, and ${losses[saved]}.`,
        buttons: ['Keep saved credentials', 'Replace'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      return response === 1
    } finally {
      isAsking = false
    }
  }
}
