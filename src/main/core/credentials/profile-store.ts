/** @file Reads and writes one profile's part of the settings file. Changes run one after another, and a failed write is recorded. */
import type { Failure } from '../../../shared/contract/failure'
import type { Profile } from '../../../shared/contract/model'
import type { Sealed } from './sealing'
import type { SettingsFile, StoredProfile } from './stored-profile'
import { failureOf } from '../base/errors'
import { createTurns } from '../base/turns'

export interface ProfileStore {
  /** Returns the stored profile, or the reason why it cannot be read. */
  readonly read: () => { readonly profile: StoredProfile | null, readonly problem: Failure | null }
  /** Resolves once the changes requested so far have ended. */
  readonly settled: () => Promise<void>
  /**
   * Stores the profile and returns whether it was written. Without `sealed`, nothing is written if the file has a sealed secret, because its
   * keyring may become available again, or if the file cannot be read.
   */
  readonly save: (profile: Profile, sealed: Sealed | null) => Promise<boolean>
  /** Stores the expiry of the secret if the profile in the file has the same `savedAt`. */
  readonly updateExpiry: (profile: Profile) => Promise<void>
  /** Deletes the stored profile. On failure, calls `onFailure` and throws `settings-unwritable`. */
  readonly clear: (onFailure: () => void) => Promise<void>
  /** Returns the failure of the last write; null if it succeeded. */
  readonly writeProblem: () => Failure | null
}

export function createProfileStore(file: SettingsFile): ProfileStore {
  let writeProblem: Failure | null = null
  const inTurn = createTurns()
  const read: ProfileStore['read'] = () => {
    try {
      return { profile: file.read(), problem: null }
    } catch (error) {
      return { profile: null, problem: failureOf(error) }
    }
  }
  const write = async (profile: StoredProfile): Promise<boolean> => {
    try {
      await file.write(profile)
      writeProblem = null
    } catch (error) {
      writeProblem = failureOf(error)
    }
    return writeProblem === null
  }
  return {
    read,
    settled: () => inTurn(async () => undefined),
    save: (profile, sealed) => inTurn(async () => {
      if (sealed) return write({ ...profile, sealed })
      const { profile: before, problem } = read()
      return before?.sealed || problem ? false : write({ ...profile, sealed })
    }),
    updateExpiry: ({ savedAt, secretExpiry }) => inTurn(async () => {
      const { profile } = read()
      if (profile?.savedAt === savedAt) await write({ ...profile, secretExpiry })
    }),
    clear: onFailure => inTurn(async () => {
      try {
        await file.clear()
        writeProblem = null
      } catch (error) {
        onFailure()
        throw error
      }
    }),
    writeProblem: () => writeProblem,
  }
}
