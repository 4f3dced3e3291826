/** @file The preferences of a profile's user for its list: saved views, columns, stars and times. */
import type { ExportChoice } from './export'
import type { SortBy } from './list'
import type { TimeWindow } from './model'
import type { ColumnId } from './row'

/** The maximum number of saved views of a profile. */
export const maxViews = 100
/** The maximum number of stars of a profile. */
export const maxStars = 10_000
/** The maximum length of a view's name, in characters. */
export const maxViewName = 100
/** The maximum length of the user's own name, in characters: longer than any name that Entra signs in. */
export const maxMyName = 256

export const densities = ['comfortable', 'compact'] as const

/** `comfortable`: two lines a row; `compact`: one. */
export type Density = (typeof densities)[number]

export const overviewModes = ['pictures', 'tables', 'folded'] as const

/** How the overview above the list shows its numbers. */
export type OverviewMode = (typeof overviewModes)[number]

/** A shown column. */
export interface ColumnLayout {
  readonly column: ColumnId
  /** In CSS pixels. */
  readonly width: number
  readonly pinned: boolean
}

/** A query with its presentation, saved under a name. */
export interface SavedView {
  /** '' for a view that is not saved yet. */
  readonly id: string
  readonly name: string
  /** As in `ListQuery`. */
  readonly query: string
  readonly showMerged: boolean
  /** Most significant first. Empty: the profile's order. */
  readonly sort: readonly SortBy[]
  /** The shown columns in their order. null: the view shows the profile's columns. */
  readonly columns: readonly ColumnLayout[] | null
  /** null: choosing the view keeps the time window. */
  readonly window: TimeWindow | null
}

/** How a profile's list is laid out, unless a saved view says otherwise. */
export interface ListLayout {
  /** The shown columns in their order; null for the default columns. */
  readonly columns: readonly ColumnLayout[] | null
  readonly density: Density
  /** Most significant first. Empty: the list's own order. */
  readonly sort: readonly SortBy[]
  /** null until the user chooses: the size of the window decides. */
  readonly overview: OverviewMode | null
}

export interface ListPreferences extends ListLayout {
  /** In the order in which they were added. */
  readonly views: readonly SavedView[]
  /** IDs of incidents, some of which may not be in the list. */
  readonly starred: readonly string[]
  /** Whether times are shown in UTC; otherwise in the computer's time zone. */
  readonly utc: boolean
  /** The user's name in the portal, for `assignee:me`; '' if unknown. */
  readonly me: string
  /** What the user exported last; null if nothing yet. */
  readonly exported: ExportChoice | null
}
