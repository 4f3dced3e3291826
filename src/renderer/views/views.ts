/** @file The built-in views, and the rule for equal views. */
import type { SavedView } from '../../shared/contract/preferences'
import { parse } from '../../shared/query/syntax/parse'
import { print } from '../../shared/query/syntax/print'

/** The content of a view, without its name. */
export type Presentation = Pick<SavedView, 'query' | 'showMerged' | 'sort' | 'columns' | 'window'>

const given = (id: string, name: string, query: string): SavedView => ({ id, name, query, showMerged: false, sort: [], columns: null, window: null })

/** Their IDs contain a character that the ID of a saved view cannot contain. */
export const builtInViews: readonly SavedView[] = [
  given('given:all', 'All', ''),
  given('given:unassigned', 'Unassigned', 'assignee:none -status:resolved'),
  given('given:mine', 'My open', 'assignee:me -status:resolved'),
  given('given:changed', 'Changed', 'is:changed'),
  given('given:high', 'High, last 24 h', 'severity:high created:<1d'),
]

export const isBuiltIn = ({ id }: Pick<SavedView, 'id'>): boolean => id.startsWith('given:')

/** Returns whether a view needs the user's name in the portal. */
export const needsName = ({ query }: Pick<SavedView, 'query'>): boolean => parse(query).problem === undefined && parse(query, false).problem !== undefined

/** Returns a query in the form that `print` writes, and a text with a problem unchanged. */
function normalized(text: string): string {
  const { query } = parse(text)
  return query ? print(query) : text
}

/** Returns whether two views select the same incidents of a list. */
export const isSameSelection = (a: Pick<SavedView, 'query' | 'showMerged'>, b: Pick<SavedView, 'query' | 'showMerged'>): boolean =>
  a.showMerged === b.showMerged && normalized(a.query) === normalized(b.query)
