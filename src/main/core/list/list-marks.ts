/** @file Facts about a list's incidents besides their rows: changes, stars and the user's name. */
import type { ChangeCounts, ListRow } from '../../../shared/contract/list'
import type { IncidentChanges } from '../../../shared/contract/model'
import type { Searchable } from '../../../shared/query/searchable'
import type { Query } from '../../../shared/query/query'
import type { ListCommands } from './list-index'
import type { Marked } from './search'
import { hitOf } from '../../../shared/query/hit'
import { changedKind } from '../../../shared/rules/changes'

export interface ListMarks extends Pick<ListCommands, 'setChanges' | 'setMarks'> {
  /** Forgets the changes, which belong to a list that was discarded. */
  readonly clear: () => void
  readonly context: () => Marked
  readonly rowOf: (incident: Searchable, query: Query) => ListRow
  /** Counts the changed incidents for whose ID `isCounted` returns true, by kind. */
  readonly countChanges: (isCounted: (id: string) => boolean) => ChangeCounts
  /** IDs of the changed incidents. */
  readonly changed: () => readonly string[]
}

export function createListMarks(): ListMarks {
  let changes: ReadonlyMap<string, IncidentChanges> = new Map()
  let starred: ReadonlySet<string> = new Set()
  let me: string | null = null
  const isStarred = (id: string) => starred.has(id)
  const changesOf = (id: string) => changes.get(id) ?? null
  let context: Marked = { me, isStarred, changesOf }
  const setContext = () => { context = { me, isStarred, changesOf } }

  return {
    setChanges: (all) => {
      changes = new Map(all.filter(({ sinceViewed }) => sinceViewed.length > 0).map(each => [each.id, each]))
      setContext()
    },
    setMarks: (marks) => {
      starred = new Set(marks.starred)
      me = marks.me === '' ? null : marks.me
      setContext()
    },
    clear: () => {
      changes = new Map()
      setContext()
    },
    context: () => context,
    rowOf: (searchable, query) => {
      const { incident: { row } } = searchable
      return { row, changes: changesOf(row.id), starred: isStarred(row.id), hit: hitOf(searchable, query) }
    },
    countChanges: (isCounted) => {
      const counts = { new: 0, raised: 0, updated: 0 }
      for (const { id, sinceViewed } of changes.values()) {
        const kind = isCounted(id) ? changedKind(sinceViewed) : null
        if (kind) counts[kind]++
      }
      return counts
    },
    changed: () => [...changes.keys()],
  }
}
