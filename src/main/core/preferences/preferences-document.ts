/**
 * @file The entries of a profile in the files of views and of stars: reads what this version knows, and changes it without touching anything
 * else. Each view and each column is read separately, so that one that cannot be used does not affect the others. Pure.
 */
import type { ColumnLayout, ListPreferences, SavedView } from '../../../shared/contract/preferences'
import type { StateDocument } from '../files/state-document'
import * as v from 'valibot'
import { isIncidentId } from '../../../shared/values/incident-id'
import { timeWindow } from '../base/time-window-schema'
import { isDocument } from '../files/state-document'
import { columnLayout, density, exportChoice, myName, overview, savedViewId, sortBy, viewName, viewQuery } from './schemas'

/** The preferences in the file of views. */
export type ViewPreferences = Omit<ListPreferences, 'starred'>

/** Returns the elements of a list that match the schema; none if the value is not a list. */
function readEach<T>(value: unknown, schema: v.GenericSchema<unknown, T>): readonly T[] {
  if (!Array.isArray(value)) return []
  return value.map(each => v.safeParse(schema, each)).filter(each => each.success).map(({ output }) => output)
}

/** Returns the elements whose key has not occurred before. */
function distinctBy<T>(elements: readonly T[], keyOf: (element: T) => string): readonly T[] {
  const seen = new Set<string>()
  return elements.filter((element) => {
    const isFirst = !seen.has(keyOf(element))
    seen.add(keyOf(element))
    return isFirst
  })
}

/** Returns the usable columns of a layout; null if there are none. */
function layoutIn(value: unknown): readonly ColumnLayout[] | null {
  const usable = distinctBy(readEach(value, columnLayout), ({ column }) => column)
  return usable.length > 0 ? usable : null
}

const storedSort = v.fallback(v.pipe(v.unknown(), v.transform(value => readEach(value, sortBy))), [])
const storedLayout = v.fallback(v.pipe(v.unknown(), v.transform(layoutIn)), null)

/** Members that are not essential have a fallback. */
const storedView = v.object({
  id: savedViewId,
  name: viewName,
  query: viewQuery,
  showMerged: v.fallback(v.boolean(), false),
  sort: storedSort,
  columns: storedLayout,
  window: v.fallback(v.nullable(timeWindow), null),
})

const storedPreferences = v.object({
  views: v.fallback(v.pipe(v.unknown(), v.transform(value => distinctBy(readEach(value, storedView), ({ id }) => id))), []),
  columns: storedLayout,
  density: v.fallback(density, 'comfortable'),
  sort: storedSort,
  overview: v.fallback(overview, null),
  utc: v.fallback(v.boolean(), false),
  me: v.fallback(myName, ''),
  exported: v.fallback(v.nullable(exportChoice), null),
})

const entryOf = (entry: unknown): StateDocument => isDocument(entry) ? entry : {}
const listOf = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []
const idOf = (view: unknown): unknown => isDocument(view) ? view.id : undefined

/** Returns the preferences in a profile's entry; the defaults for what is missing or cannot be read. */
export const viewsIn = (entry: unknown): ViewPreferences => v.parse(storedPreferences, entryOf(entry))

/** Returns the entry with these members. All others stay. */
export const withMembers = (entry: unknown, changed: Partial<ViewPreferences>): StateDocument => ({ ...entryOf(entry), ...changed })

/** Returns the entry with a view in place of the one with its ID, `before` the one with that ID, or at the end. Unknown members of the view stay. */
export function withView(entry: unknown, view: SavedView, before?: string): StateDocument {
  const views = listOf(entryOf(entry).views)
  const position = before === undefined ? -1 : views.findIndex(each => idOf(each) === before)
  const isKnown = views.some(each => idOf(each) === view.id)
  const changed = isKnown
    ? views.map(each => isDocument(each) && each.id === view.id ? { ...each, ...view } : each)
    : views.toSpliced(position === -1 ? views.length : position, 0, view)
  return { ...entryOf(entry), views: changed }
}

export function withoutView(entry: unknown, id: string): StateDocument {
  return { ...entryOf(entry), views: listOf(entryOf(entry).views).filter(each => idOf(each) !== id) }
}

/** Returns whether any change of the entry replaces something that this version cannot read. */
export const isEntryDamaged = (entry: unknown): boolean => entry !== undefined && !isDocument(entry)

/** Returns whether a change of the entry's views replaces something that this version cannot read. */
export const areViewsDamaged = (entry: unknown): boolean => isEntryDamaged(entry) || !Array.isArray(entryOf(entry).views ?? [])

/** Returns the IDs in a profile's list of stars. */
export function starsIn(entry: unknown): readonly string[] {
  return [...new Set(listOf(entry).filter((each): each is string => typeof each === 'string' && isIncidentId(each)))]
}

/** Returns the list with these incidents added or removed. */
export function withStars(entry: unknown, ids: readonly string[], starred: boolean): readonly unknown[] {
  const changed = new Set<unknown>(ids)
  const stars = listOf(entry)
  if (!starred) return stars.filter(each => !changed.has(each))
  for (const each of stars) changed.delete(each)
  return [...stars, ...changed]
}

/** Returns whether a change of the list of stars replaces something that this version cannot read. */
export const areStarsDamaged = (entry: unknown): boolean => entry !== undefined && !Array.isArray(entry)
