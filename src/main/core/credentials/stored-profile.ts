/** @file A profile as it is stored, and the part of the settings file that holds it. */
import type { Profile } from '../../../shared/contract/model'
import type { Sealed } from './sealing'

export interface StoredProfile extends Profile {
  /** null where only the ids are kept. */
  readonly sealed: Sealed | null
}

export interface SettingsFile {
  /** null when nothing is stored. Throws `settings-damaged` or `settings-unreadable`; deletes nothing. */
  readonly read: () => StoredProfile | null
  /** Throws `settings-unwritable`. A file that was damaged is kept under another name. */
  readonly write: (profile: StoredProfile) => Promise<void>
  /** Throws `settings-unwritable`. */
  readonly clear: () => Promise<void>
}
