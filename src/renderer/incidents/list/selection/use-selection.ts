import type { useList } from '../use-list'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { api } from '../../../bridge'

/** IDs in one response: few enough to be transferred within a frame. */
const pieceSize = 20_000

/** Provides the selected incidents. They stay selected while they do not match the query. */
export function useSelection({ view, matched }: Pick<ReturnType<typeof useList>, 'view' | 'matched'>) {
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  /** How many selected incidents match the query. */
  const matching = shallowRef(0)
  /** The position that a range begins at. */
  let pivot = 0
  let isDisposed = false
  onScopeDispose(() => { isDisposed = true })

  /** Returns the IDs of rows; null if the rows have changed meanwhile. */
  const idsOf = async (from: number, to: number): Promise<readonly string[] | null> => {
    const version = view.value?.version
    if (version === undefined) return null
    const found: string[] = []
    for (let at = from; at < to; at += pieceSize) {
      const piece = await api.listIds({ version, range: { from: at, to: Math.min(to, at + pieceSize) } })
      if (piece === null || isDisposed) return null
      found.push(...piece)
    }
    return found
  }

  const recount = async (): Promise<void> => {
    const [counted, counts] = [ids.value, view.value]
    if (counted.size === 0) {
      matching.value = 0
      return
    }
    const all = await idsOf(0, matched.value)
    if (all !== null && ids.value === counted && view.value === counts) matching.value = all.filter(id => counted.has(id)).length
  }
  watch([view, ids], () => recount().catch(() => undefined))

  const add = async (from: number, to: number): Promise<void> => {
    const added = await idsOf(from, to).catch(() => null)
    if (added !== null) ids.value = new Set([...ids.value, ...added])
  }

  return {
    ids,
    count: computed(() => ids.value.size),
    matching,
    /** Selected incidents that do not match the query. */
    outside: computed(() => ids.value.size - matching.value),
    /** Whether all matching incidents are selected, some of them, or none. */
    extent: computed(() => matching.value === 0 ? 'none' : matching.value === matched.value ? 'all' : 'some'),
    /** Selects an incident, or removes it from the selection. */
    toggle: (id: string, position: number) => {
      pivot = position
      const next = new Set(ids.value)
      if (!next.delete(id)) next.add(id)
      ids.value = next
    },
    /** Selects the rows from the one that was selected last to this one. */
    extendTo: (position: number) => add(Math.min(pivot, position), Math.max(pivot, position) + 1),
    selectAll: () => add(0, matched.value),
    clear: () => { ids.value = new Set() },
  }
}
