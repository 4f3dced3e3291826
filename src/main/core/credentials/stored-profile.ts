/** @file A profile as it is stored, and the part of the settings file that contains it. */
import type { Profile } from '../../../shared/contract/model'
import type { Sealed } from './sealing'

export interface StoredProfile extends Profile {
  /** The sealed secret or key; null if only the IDs are stored. */
  readonly sealed: Sealed | null
}

export interface SettingsFile {
  /** Returns the stored profile; null if there is none. Throws `settings-damaged` or `settings-unreadable`; deletes nothing. */
  readonly read: () => StoredProfile | null
  /** Stores the profile; a damaged file is kept under another name. Throws `settings-unwritable`. */
  readonly write: (profile: StoredProfile) => Promise<void>
  /** Deletes the stored profile. Throws `settings-unwritable`. */
  readonly clear: () => Promise<void>
}
