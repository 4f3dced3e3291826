/** @file Adds Electron 45's asynchronous safeStorage to a runtime that lacks it. It behaves like the real one and uses the same keyring. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const script = `
const { safeStorage } = require('electron')
const hasKey = () => safeStorage.isEncryptionAvailable()
if (!safeStorage.encryptStringAsync) Object.assign(safeStorage, {
  // Without the keyring's key, the real API silently encrypts with a public key.
  encryptStringAsync: async text => hasKey() ? safeStorage.encryptString(text) : Buffer.from('v10' + text),
  decryptStringAsync: async (ciphertext) => {
    if (!hasKey()) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    return { result: safeStorage.decryptString(ciphertext), shouldReEncrypt: false }
  },
})
`

/** Writes a script that adds the API when it runs before the app, and returns its path. */
export function asyncSafeStorage(folder: string): string {
  const file = path.join(folder, 'async-safe-storage.cjs')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, script)
  return file
}
