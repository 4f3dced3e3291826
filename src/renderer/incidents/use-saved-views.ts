import type { Ref } from 'vue'
import type { ListView } from '../../shared/contract/list'
import type { TimeWindow } from '../../shared/contract/model'
import type { SavedView } from '../../shared/contract/preferences'
import type { useQuery } from './filters/use-query'
import type { Layout } from './list/columns/use-layout'
import type { useCollection } from './status/use-collection'
import { computed, onScopeDispose, watchEffect } from 'vue'
import { useViews } from '../views/use-views'
import { countedWindow } from './counted-window'

interface Deps {
  readonly query: ReturnType<typeof useQuery>
  readonly layout: Pick<Layout, 'columns' | 'showView'>
  readonly view: Readonly<Ref<ListView | null>>
  readonly collection: Pick<ReturnType<typeof useCollection>, 'file' | 'shown' | 'running'>
  /** The chosen window, and the function that chooses it. */
  readonly window: Readonly<Ref<TimeWindow | null>>
  readonly chooseWindow: (window: TimeWindow) => void
}

/** Reports the list on screen to the navigation, and shows the views that the user chooses there. */
export function useSavedViews({ query: { text, showMerged, sort }, layout, view, collection: { file, shown, running }, window, chooseWindow }: Deps) {
  const { publish } = useViews()
  const selection = computed(() => ({ query: text.value, showMerged: showMerged.value, sort: sort.value, window: window.value }))
  const presentation = computed(() => ({ ...selection.value, columns: layout.columns.value }))
  /** Changes with the facts that the counts of views depend on, but not with the query. */
  const stamp = computed(() => JSON.stringify([view.value?.total, view.value?.latest, view.value?.changed, view.value?.hiddenChanged]))
  watchEffect(() => publish({ ...selection.value, listWindow: countedWindow(file.value, shown.value, running.value), stamp: stamp.value }))
  onScopeDispose(() => publish(null))

  /** Shows a view. Its window is selected, but only Refresh loads it. */
  const showView = (saved: SavedView) => {
    text.value = saved.query
    showMerged.value = saved.showMerged
    layout.showView(saved)
    if (saved.window) chooseWindow(saved.window)
  }
  return { presentation, showView }
}
