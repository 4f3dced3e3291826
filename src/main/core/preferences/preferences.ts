/**
 * @file The preferences of one profile. They are in two small files, which are read and written at every use: a change survives a kill, and what another
 * program changed in them stays.
 */
import type { ViewPreferences } from './preferences-document'
import type { ExportChoice } from '../../../shared/contract/export'
import type { ListLayout, ListPreferences, SavedView } from '../../../shared/contract/preferences'
import { maxStars, maxViews } from '../../../shared/contract/preferences'
import { AppError } from '../base/errors'
import { areStarsDamaged, areViewsDamaged, isEntryDamaged, starsIn, viewsIn, withMembers, withoutView, withStars, withView } from './preferences-document'

/** A file with one entry for each profile. Entries are as they are in the file: untrusted. */
export interface EntriesFile {
  /** Returns undefined if there is no entry, or if the file cannot be read. */
  readonly read: (profileId: string) => unknown
  /**
   * Replaces a profile's entry; all others stay. `isLossy`: the previous entry cannot be read, so the file is copied first, as if it were damaged as
   * a whole. Throws AppError `preferences-unwritable`.
   */
  readonly write: (profileId: string, entry: unknown, isLossy: boolean) => void
  /** Deletes a profile's entry, and everything else in a file that cannot be read. Throws AppError `preferences-not-forgotten`. */
  readonly remove: (profileId: string) => void
}

export interface PreferencesFiles {
  readonly views: EntriesFile
  readonly stars: EntriesFile
}

/** The preferences by which queries find incidents: `is:starred` and `assignee:me`. */
export type Marks = Pick<ListPreferences, 'starred' | 'me'>

/** Changes are in the file when the function returns. If they cannot be written, the function throws AppError `preferences-unwritable` and changes nothing. */
export interface Preferences {
  /** Whether they are in memory only, so that nothing has to forget them. */
  readonly isTemporary: boolean
  readonly read: () => ListPreferences
  /** Adds a view, at the end or `before` the one with that ID, or replaces the one with its ID. Returns it with its ID. Throws AppError `views-full`. */
  readonly saveView: (view: SavedView, before?: string) => SavedView
  readonly deleteView: (id: string) => void
  /** Throws AppError `stars-full`. */
  readonly star: (ids: readonly string[], starred: boolean) => void
  readonly saveLayout: (layout: ListLayout) => void
  readonly saveTimes: (utc: boolean) => void
  readonly saveMyName: (name: string) => void
  readonly saveExportChoice: (choice: ExportChoice) => void
  readonly marks: () => Marks
  /** Calls the listener after each change of any preference. */
  readonly onChange: (listener: () => void) => void
  /** Calls the listener now, and after each change of the marks. */
  readonly followMarks: (listener: (marks: Marks) => void) => void
  /** Deletes all preferences of the profile. Throws AppError `preferences-not-forgotten`. */
  readonly forget: () => void
}

interface Deps {
  readonly profileId: string
  readonly files: PreferencesFiles
  /** Returns an ID for a new view. */
  readonly newId: () => string
  readonly isTemporary?: boolean
}

function removeEntries({ views, stars }: PreferencesFiles, profileId: string): void {
  try {
    views.remove(profileId)
  } finally {
    stars.remove(profileId)
  }
}

export function createPreferences({ profileId, files, newId, isTemporary = false }: Deps): Preferences {
  const { views, stars } = files
  const listeners: (() => void)[] = []
  const markListeners: ((marks: Marks) => void)[] = []

  const viewPreferences = () => viewsIn(views.read(profileId))
  const starred = () => starsIn(stars.read(profileId))
  const marks = (): Marks => ({ starred: starred(), me: viewPreferences().me })
  const changed = ({ hasMarks }: { readonly hasMarks: boolean }) => {
    for (const listener of listeners) listener()
    if (!hasMarks) return
    const current = marks()
    for (const listener of markListeners) listener(current)
  }
  const changeViews = (edited: (entry: unknown) => unknown) => {
    const entry = views.read(profileId)
    views.write(profileId, edited(entry), areViewsDamaged(entry))
    changed({ hasMarks: false })
  }
  const changeMembers = (members: Partial<ViewPreferences>, hasMarks = false) => {
    const entry = views.read(profileId)
    views.write(profileId, withMembers(entry, members), isEntryDamaged(entry))
    changed({ hasMarks })
  }

  return {
    isTemporary,
    read: () => ({ ...viewPreferences(), starred: starred() }),
    saveView: (view, before) => {
      const saved = view.id === '' ? { ...view, id: newId() } : view
      const known = viewPreferences().views
      if (known.length >= maxViews && !known.some(({ id }) => id === saved.id)) throw new AppError('views-full')
      changeViews(entry => withView(entry, saved, before))
      return saved
    },
    deleteView: id => changeViews(entry => withoutView(entry, id)),
    star: (ids, isStarred) => {
      const entry = stars.read(profileId)
      const next = withStars(entry, ids, isStarred)
      if (isStarred && next.length > maxStars) throw new AppError('stars-full')
      stars.write(profileId, next, areStarsDamaged(entry))
      changed({ hasMarks: true })
    },
    saveLayout: ({ columns, density, sort, overview }) => changeMembers({ columns, density, sort, overview }),
    saveTimes: utc => changeMembers({ utc }),
    saveMyName: me => changeMembers({ me }, true),
    saveExportChoice: exported => changeMembers({ exported }),
    marks,
    onChange: (listener) => { listeners.push(listener) },
    followMarks: (listener) => {
      markListeners.push(listener)
      listener(marks())
    },
    forget: () => {
      try {
        removeEntries(files, profileId)
      } finally {
        changed({ hasMarks: true })
      }
    },
  }
}

/** Copies the views and the layout of a profile to a new one, but not its stars. Throws AppError `preferences-unwritable`. */
export function copyViews({ views }: PreferencesFiles, from: string, to: string): void {
  const entry = views.read(from)
  if (entry !== undefined) views.write(to, entry, false)
}
