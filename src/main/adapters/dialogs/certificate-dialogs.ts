import type { BrowserWindow } from 'electron'
import type { KeyFile } from '../../core/credentials/certificates'
import type { Confirm } from './confirm'
import type { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { dialog } from 'electron'
import { AppError } from '../../core/base/errors'
import { errnoOf } from '../../core/files/errno'
import { chooseSavePath } from './choose-save-path'

/** The maximum size of a file, 1 MB. A certificate with its key and chain takes a few kilobytes. */
const maxFileBytes = 1024 * 1024
/** The maximum number of files: the certificate, its key and its chain. */
const maxFiles = 3

async function readKeyFile(file: string): Promise<KeyFile> {
  const name = path.basename(file)
  try {
    const handle = await open(file, 'r')
    try {
      const facts = await handle.stat()
      const { size } = facts
      if (!facts.isFile()) throw new AppError('certificate-file-unreadable', { path: name, serverCode: facts.isDirectory() ? 'EISDIR' : 'EFTYPE' })
      if (size > maxFileBytes) throw new AppError('certificate-file-too-large', { path: name, bytes: size })
      return { name, bytes: await handle.readFile() }
    } finally {
      await handle.close()
    }
  } catch (error) {
    // SECURITY: the page receives the file's name, never its folder.
    const serverCode = errnoOf(error)
    throw error instanceof AppError ? error : new AppError('certificate-file-unreadable', { path: name, ...(serverCode && { serverCode }) })
  }
}

/** Returns a function that lets the user choose the file or files of a certificate, and reads them. It returns null if the user cancels. */
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
    if (filePaths.length > maxFiles) throw new AppError('certificate-unreadable')
    return Promise.all(filePaths.map(readKeyFile))
  }
}

/** Returns a function that asks where to save the public part of a certificate, writes it with `write` and returns its name; null if the user cancels. */
export function createPublicPartDialog(window: BrowserWindow, confirm: Confirm, write: (file: string, chunks: Iterable<Buffer>) => Promise<number>) {
  return async (fileName: string, bytes: Buffer): Promise<string | null> => {
    const filePath = await chooseSavePath(window, confirm, {
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
