import type { SavedView } from '../../shared/contract/preferences'
import type { TimeWindow } from '../../shared/contract/model'
import type { Presentation } from './views'
import { computed, shallowReadonly, shallowRef } from 'vue'
import { usePreferences } from '../composables/use-preferences'
import { builtInViews, isSameSelection } from './views'

/** The list on screen. */
export interface OnScreen extends Omit<Presentation, 'columns'> {
  /** The window in which views are counted, see counted-window.ts. `window` is the chosen one. */
  readonly listWindow: TimeWindow | 'unknown' | null
  /** Changes whenever the counts of views may have changed. */
  readonly stamp: string
}

const onScreen = shallowRef<OnScreen | null>(null)
/** The view that was chosen last, because several can select the same. */
const chosenId = shallowRef<string | null>(null)

/** Provides the views, shared by the navigation and the list. */
export function useViews() {
  const { preferences } = usePreferences()
  const views = computed<readonly SavedView[]>(() => [...builtInViews, ...preferences.value.views])
  /** The view that the list on screen matches; null if it matches none. */
  const current = computed<SavedView | null>(() => {
    const shown = onScreen.value
    if (!shown) return null
    const same = views.value.filter(view => isSameSelection(view, shown))
    return same.find(({ id }) => id === chosenId.value) ?? same[0] ?? null
  })
  return {
    views,
    current,
    onScreen: shallowReadonly(onScreen),
    /** The last chosen view, which the user may have changed since. */
    chosen: computed(() => views.value.find(({ id }) => id === chosenId.value) ?? null),
    choose: ({ id }: Pick<SavedView, 'id'>) => { chosenId.value = id },
    publish: (list: OnScreen | null) => { onScreen.value = list },
  }
}
