/** @file Facts about a list's incidents besides their rows: changes, stars and the user's name. */
import type { ChangeCounts, ListRow } from '../../../shared/contract/list'
import type { IncidentChanges } from '../../../shared/contract/model'
import type { MatchContext } from '../../../shared/query/match'
import type { Query } from '../../../shared/query/query'
import type { Entry } from './entry'
import type { ListCommands } from './list-index'
import { hitOf } from '../../../shared/query/hit'
import { changedKind } from '../../../shared/rules/changes'

export interface ListMarks extends Pick<ListCommands, 'setChanges' | 'setMarks'> {
  /** Forgets the changes, which belong to a list that was discarded. */
  readonly clear: () => void
  readonly context: () => Pick<MatchContext, 'me' | 'isStarred' | 'changesOf'>
  readonly rowOf: (entry: Entry, query: Query) => ListRow
  readonly countChanges: (entries: Iterable<Entry>) => ChangeCounts
  readonly isChanged: (id: string) => boolean
}

export function createListMarks(): ListMarks {
  let changes: ReadonlyMap<string, IncidentChanges> = new Map()
  let starred: ReadonlySet<string> = new Set()
  let me: string | null = null
  const isStarred = (id: string) => starred.has(id)
  const changesOf = (id: string) => changes.get(id) ?? null

  return {
    setChanges: (all) => { changes = new Map(all.filter(({ sinceViewed }) => sinceViewed.length > 0).map(each => [each.id, each])) },
    setMarks: (marks) => {
      starred = new Set(marks.starred)
      me = marks.me === '' ? null : marks.me
    },
    clear: () => { changes = new Map() },
    context: () => ({ me, isStarred, changesOf }),
    rowOf: (entry, query) => ({ row: entry.row, changes: changesOf(entry.row.id), starred: isStarred(entry.row.id), hit: hitOf(entry.search, query) }),
    countChanges: (entries) => {
      const counts = { new: 0, raised: 0, updated: 0 }
      if (changes.size === 0) return counts
      for (const { row: { id } } of entries) {
        const kind = changedKind(changesOf(id)?.sinceViewed ?? [])
        if (kind) counts[kind]++
      }
      return counts
    },
    isChanged: id => changes.has(id),
  }
}
