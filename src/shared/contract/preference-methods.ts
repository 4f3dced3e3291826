/** @file The methods that read and change the preferences of a profile's list. */
import type { ExportChoice } from './export'
import type { InProfile } from './model'
import type { ListLayout, ListPreferences, SavedView } from './preferences'

export interface PreferenceMethods {
  /** Returns the user's preferences for the list of the current profile. */
  preferences: () => ListPreferences
  /**
   * Adds a view, at the end or `before` the view with that ID, or replaces the one with its ID. Returns it with the ID that a new one got. This method
   * and the following ones fail and change nothing if the files cannot be written, and with `no-credentials` in a profile that is not saved.
   */
  saveView: (to: { readonly view: SavedView, readonly before?: string | undefined } & InProfile) => SavedView
  deleteView: (of: { readonly id: string } & InProfile) => void
  /** Stars incidents, or removes their stars. */
  star: (to: { readonly ids: readonly string[], readonly starred: boolean } & InProfile) => void
  saveLayout: (to: { readonly layout: ListLayout } & InProfile) => void
  /** Chooses UTC or the computer's time zone. */
  saveTimes: (to: { readonly utc: boolean } & InProfile) => void
  /** Stores the user's name in the portal; '' removes it. */
  saveMyName: (to: { readonly name: string } & InProfile) => void
  /** Stores what the user exported last, for the next export. */
  saveExportChoice: (to: { readonly choice: ExportChoice } & InProfile) => void
}
