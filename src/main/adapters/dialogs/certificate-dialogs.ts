import type { BrowserWindow } from 'electron'
import type { KeyFile } from '../../core/credentials/certificates'
import type { Ask } from './confirm'
import type { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { dialog } from 'electron'
import { AppError } from '../../core/base/errors'
import { errnoOf } from '../../core/files/errno'
import { askWhereToSave } from './choose-save-path'

/** A certificate with key and chain has some kilobytes. */
const mostBytes = 1024 * 1024
/** A certificate, its key and a chain. */
const mostFiles = 3

async function readKeyFile(file: string): Promise<KeyFile> {
  const name = path.basename(file)
  try {
    const handle = await open(file, 'r')
    try {
      const facts = await handle.stat()
      const { size } = facts
      if (!facts.isFile()) throw new AppError('certificate-file-unreadable', { path: name, serverCode: facts.isDirectory() ? 'EISDIR' : 'EFTYPE' })
      if (size > mostBytes) throw new AppError('certificate-file-too-large', { path: name, bytes: size })
      return { name, bytes: await handle.readFile() }
    } finally {
      await handle.close()
    }
  } catch (error) {
    // SECURITY: the page learns the file's name, never its folder.
    const serverCode = errnoOf(error)
    throw error instanceof AppError ? error : new AppError('certificate-file-unreadable', { path: name, ...(serverCode && { serverCode }) })
  }
}

/** The OS's dialog for a certificate's file, or for the files of certificate and key; null when it is cancelled. */
export function createCertificateDialog(window: BrowserWindow): () => Promise<readonly KeyFile[] | null> {
  return async () => {
    const title = 'Choose a certificate with its private key'
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title,
      message: title,
      buttonLabel: 'Choose',
      filters: [
        { name: 'Certificates and keys', extensions: ['pfx', 'p12', 'pem', 'crt', 'cer', 'key'] },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile', 'multiSelections'],
    })
    if (canceled || filePaths.length === 0) return null
    if (filePaths.length > mostFiles) throw new AppError('certificate-unreadable')
    return Promise.all(filePaths.map(readKeyFile))
  }
}

/** Asks where to save the public part of a certificate and writes it with `write`; its name, or null when it is cancelled. */
export function createPublicPartDialog(window: BrowserWindow, ask: Ask, write: (file: string, chunks: Iterable<Buffer>) => Promise<number>) {
  return async (fileName: string, bytes: Buffer): Promise<string | null> => {
    const filePath = await askWhereToSave(window, ask, {
      title: 'Save the certificate for Entra', defaultPath: fileName, kind: 'Certificate', extensions: ['cer', 'pem', 'crt'],
    })
    if (filePath === null) return null
    try {
      await write(filePath, [bytes])
    } catch (error) {
      const { path: file, serverCode } = error instanceof AppError ? error.details : {}
      throw new AppError('certificate-unwritable', { ...(file && { path: path.basename(file) }), ...(serverCode && { serverCode }) })
    }
    return path.basename(filePath)
  }
}
