/** @file The OS's dialogs for a file of exported profiles. */
import type { BrowserWindow } from 'electron'
import type { ProfileMethodDeps } from '../../core/methods/profile-methods'
import type { Confirm } from './confirm'
import { open } from 'node:fs/promises'
import { dialog } from 'electron'
import { AppError } from '../../core/base/errors'
import { errnoOf } from '../../core/files/errno'
import { chooseSavePath } from './choose-save-path'

/** The maximum size of a file, 1 MB. 500 profiles take about 200 kB. */
const maxFileBytes = 1024 * 1024

const kind = 'XDR Desk profiles'

/** Reads a file that the user chose. Throws `profiles-unreadable`, with the system's code unless the file is too large. */
async function readSmall(path: string): Promise<Buffer> {
  try {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(maxFileBytes + 1), position: 0 })
    if (bytesRead <= maxFileBytes) return buffer.subarray(0, bytesRead)
  } catch (error) {
    const serverCode = errnoOf(error)
    throw new AppError('profiles-unreadable', serverCode ? { path, serverCode } : {})
  }
  throw new AppError('profiles-unreadable')
}

export function createProfileFileDialogs(window: BrowserWindow, confirm: Confirm): Pick<ProfileMethodDeps, 'askWhereToSaveProfiles' | 'openProfiles'> {
  return {
    askWhereToSaveProfiles: () => chooseSavePath(window, confirm, {
      title: 'Export profiles without their secrets', buttonLabel: 'Export', defaultPath: 'XDR Desk profiles.json', kind, extensions: ['json'],
    }),
    openProfiles: async () => {
      const { canceled, filePaths: [file] } = await dialog.showOpenDialog(window, {
        title: 'Import profiles', buttonLabel: 'Import', filters: [{ name: kind, extensions: ['json'] }], properties: ['openFile'],
      })
      return canceled || file === undefined ? null : readSmall(file)
    },
  }
}
