/** @file Connects the OS keyring: the cipher that seals secrets with it, and the notice on the page before it prompts. */
import type { KeyringLock } from './adapters/keyring/keyring-lock'
import type { Emit } from './create-profile-session'
import process from 'node:process'
import { safeStorage } from 'electron'
import { createCipher } from './adapters/keyring/cipher'
import { readSecretServiceLock } from './adapters/keyring/keyring-lock'
import { createPromptNotice } from './adapters/keyring/prompt-notice'

/** Returns whether the keyring is locked. Only the Secret Service reports it without a prompt; Windows has no lock. */
async function readLock(): Promise<KeyringLock> {
  if (process.platform === 'win32') return 'open'
  const isSecretService = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'gnome_libsecret'
  return isSecretService ? readSecretServiceLock(process.env) : 'unknown'
}

export function createKeyring(emit: Emit) {
  const notice = createPromptNotice(() => emit('keyring', 'asking'))
  return {
    cipher: createCipher({
      safeStorage,
      platform: process.platform,
      readLock,
      announce: notice.announce,
      onAnswered: () => emit('keyring', 'answered'),
    }),
    /** Returns whether the keyring is known to be open. Never prompts. */
    isOpen: async () => await readLock() === 'open',
    confirmNotice: notice.confirm,
  }
}
