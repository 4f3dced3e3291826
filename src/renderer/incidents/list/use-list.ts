import type { ListQuery, ListRequest, ListRow, ListView, RowRange } from '../../../shared/contract/list'
import type { Failure } from '../../../shared/contract/failure'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../bridge'

/** Rows around those in view that are requested with them, so that a short scroll needs no request. */
const margin = 40

/** Rows that are farther from those in view are removed from memory. */
const maxDistance = 500

interface ListDeps {
  /** Whether main has a list, or receives one. */
  readonly exists: () => boolean
  readonly query: () => ListQuery
  /** Changes when the rows may have changed. */
  readonly arrivals: () => unknown
  /** IDs whose positions are needed. Their rows stay in memory. */
  readonly find: () => readonly string[]
  /** The incident that stays in place when others arrive. */
  readonly anchor: () => ListRequest['anchor']
}

/** Why the rows changed: the user asked for others, or incidents arrived. */
export type Cause = 'query' | 'arrivals'

/** The rows that have arrived, by position. */
type Rows = ReadonlyMap<number, ListRow>

const placed = (from: number, rows: readonly ListRow[]): Rows => new Map(rows.map((row, index) => [from + index, row]))
const widened = ({ from, to }: RowRange): RowRange => ({ from: Math.max(0, from - margin), to: to + margin })

/** Returns the rows that stay in memory. */
const near = (rows: Rows, { from, to }: RowRange, ids: readonly string[]): Rows =>
  new Map([...rows].filter(([at, { row }]) => (at >= from - maxDistance && at < to + maxDistance) || ids.includes(row.id)))

/** Returns whether a row of the range has not arrived. */
function isMissing(rows: Rows, { from, to }: RowRange, matched: number): boolean {
  for (let at = from; at < Math.min(to, matched); at++) if (!rows.has(at)) return true
  return false
}

/**
 * Returns a function that performs one task after another until none is useful. A call in the meantime starts the check anew, because the last check may have
 * preceded it.
 */
function createTurns(perform: () => Promise<boolean>, settle: (failure: Failure | null) => void) {
  let isBusy = false
  let isCalled = false
  return async (): Promise<void> => {
    isCalled = true
    if (isBusy) return
    isBusy = true
    let failure: Failure | null = null
    while (isCalled) {
      isCalled = false
      failure = null
      try {
        while (await perform());
      } catch (error) {
        failure = failureOf(error)
      }
    }
    isBusy = false
    settle(failure)
  }
}

/** Provides the result of the query and the rows in view. Main handles one request at a time; meanwhile, only the latest state of the query is remembered. */
export function useList({ exists, query, arrivals, find, anchor }: ListDeps) {
  const view = shallowRef<ListView | null>(null)
  const rows = shallowRef<Rows>(new Map())
  const cause = shallowRef<Cause>('query')
  const failure = shallowRef<Failure | null>(null)
  const isStale = shallowRef(false)
  let range: RowRange = { from: 0, to: 0 }
  let asked: Cause | null = null
  let isDisposed = false

  const requestView = async (why: Cause): Promise<boolean> => {
    asked = null
    const answer = await api.list({ query: query(), range: widened(range), find: find(), anchor: why === 'arrivals' ? anchor() : null })
    cause.value = why
    rows.value = placed(answer.from, answer.rows)
    view.value = answer
    return true
  }

  const requestRows = async (version: number): Promise<boolean> => {
    const wanted = range
    const answer = await api.listRows({ version, range: widened(wanted) })
    // Within a version, a row never changes. A row that is here stays the same object, so that it is not drawn again.
    if (answer) rows.value = new Map([...placed(answer.from, answer.rows), ...near(rows.value, wanted, find())])
    else asked = 'arrivals'
    // Main may return fewer rows than it counted. Then only another range needs a request.
    return answer === null || range !== wanted
  }

  const work = createTurns(async () => {
    if (isDisposed) return false
    if (asked) return requestView(asked)
    const isUseful = view.value !== null && isMissing(rows.value, range, view.value.matched) && await requestRows(view.value.version)
    return isUseful || asked !== null
  }, (found) => {
    failure.value = found
    isStale.value = false
  })

  const ask = (why: Cause) => {
    if (!exists()) {
      view.value = null
      return
    }
    // A new query takes precedence, because its rows begin at the top.
    asked = asked === 'query' ? 'query' : why
    isStale.value = true
    void work()
  }

  watch(query, () => ask('query'), { deep: true, immediate: true })
  watch(arrivals, () => ask('arrivals'))
  onScopeDispose(() => { isDisposed = true })

  return {
    view,
    failure,
    /** Why `view` is the latest. */
    cause,
    /** Whether a newer view is on its way. */
    isStale,
    rows,
    matched: computed(() => view.value?.matched ?? 0),
    /** Returns a row by its position; undefined until it has arrived. */
    rowAt: (position: number): ListRow | undefined => view.value ? rows.value.get(position) : undefined,
    /** Sets the rows in view. */
    setRange: (next: RowRange) => {
      range = next
      void work()
    },
    reload: () => ask('arrivals'),
  }
}
