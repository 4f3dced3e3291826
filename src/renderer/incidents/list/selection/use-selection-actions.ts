import type { Ref } from 'vue'
import { computed } from 'vue'
import { commandAction, provideActions } from '../../../composables/use-actions'
import { usePage } from '../../../composables/use-page'

interface Deps {
  readonly selection: { readonly count: Readonly<Ref<number>>, readonly selectAll: () => unknown, readonly clear: () => void }
  /** The number of incidents that match the query. */
  readonly matched: Readonly<Ref<number>>
  /** Selects the row that is the tab stop, or deselects it. */
  readonly toggleCurrent: () => void
}

/** Provides the commands that select incidents. */
export function useSelectionActions({ selection, matched, toggleCurrent }: Deps): void {
  const { page, go } = usePage()
  const nothing = computed(() => matched.value > 0 ? '' : 'No incident is shown')

  /** Shows the list first. */
  const after = (run: () => unknown) => async () => {
    await go('incidents')
    return run()
  }
  provideActions(() => [
    // Its key is a letter, which must not lead away from another page.
    commandAction('select-row', { run: toggleCurrent, blocked: nothing.value || (page.value === 'incidents' ? '' : 'Show the incidents first') }),
    commandAction('select-all', { run: after(selection.selectAll), blocked: nothing.value }),
    commandAction('clear-selection', { run: after(selection.clear), blocked: selection.count.value > 0 ? '' : 'No incident is selected' }),
  ])
}
