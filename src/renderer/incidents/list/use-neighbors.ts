import type { Ref } from 'vue'
import type { useList } from './use-list'
import { computed } from 'vue'

interface Deps {
  readonly list: Pick<ReturnType<typeof useList>, 'rows' | 'matched'>
  /** The open incident. */
  readonly selected: Readonly<Ref<string | null>>
  /** Opens the incident at a position, even if its row has not arrived yet. */
  readonly openAt: (position: number) => void
}

/** Provides the steps from the open incident to the one before and the one after it, in the order of the list. */
export function useNeighbors({ list, selected, openAt }: Deps) {
  /** null if the open incident is not among the rows that have arrived. */
  const position = computed(() => [...list.rows.value].find(([, { row }]) => row.id === selected.value)?.[0] ?? null)
  const neighbors = computed(() => ({
    previous: position.value !== null && position.value > 0,
    next: position.value !== null && position.value < list.matched.value - 1,
  }))
  return {
    /** Which neighbors exist. */
    neighbors,
    /** Opens the incident after (1) or before (-1) the open one, if there is one. */
    step: (by: 1 | -1): void => {
      if (position.value !== null && neighbors.value[by === 1 ? 'next' : 'previous']) openAt(position.value + by)
    },
  }
}
