import type { useList } from './use-list'
import { computed, nextTick, ref, shallowRef, watch } from 'vue'

interface Deps {
  readonly list: Pick<ReturnType<typeof useList>, 'view' | 'rows' | 'rowAt' | 'matched'>
  /** Scrolls a position into view. */
  readonly scrollTo: (position: number) => void
  /** Focuses the row that is the tab stop. */
  readonly focus: () => void
  /** Opens an incident. */
  readonly open: (id: string) => void
}

/** The effects of a jump once its row has arrived. */
interface Jump {
  readonly focuses: boolean
  /** Whether the row's incident opens. */
  readonly opens: boolean
}

/** Manages the row that is the grid's tab stop: it follows its incident when rows move, and a jump waits for the row that it leads to. */
export function useCurrentRow({ list, scrollTo, focus, open }: Deps) {
  const id = ref<string | null>(null)
  const position = ref(0)
  /** A jump to a row that has not arrived yet. */
  const pending = shallowRef<Jump & { readonly position: number } | null>(null)

  const last = computed(() => Math.max(0, list.matched.value - 1))

  const arrive = async (): Promise<void> => {
    const jump = pending.value
    const row = jump && list.rowAt(jump.position)
    if (!jump || !row) return
    pending.value = null
    id.value = row.row.id
    await nextTick()
    if (jump.focuses) focus()
    if (jump.opens) open(row.row.id)
  }

  /** Makes a position the tab stop, even if its row has not arrived yet. */
  const moveTo = (to: number, jump: Jump): void => {
    position.value = Math.min(Math.max(to, 0), last.value)
    pending.value = { ...jump, position: position.value }
    scrollTo(position.value)
    void arrive()
  }

  watch(list.rows, () => void arrive())
  // The first ID in the request's `find` is this one.
  watch(list.view, (view) => {
    const found = id.value === null ? null : view?.found[0] ?? null
    position.value = found ?? Math.min(position.value, last.value)
    if (found === null) id.value = list.rowAt(position.value)?.row.id ?? null
  })

  return {
    id,
    position,
    moveTo,
    /** Called when a row receives the focus. */
    set: (to: number) => {
      position.value = to
      id.value = list.rowAt(to)?.row.id ?? null
    },
  }
}
