import type { OverviewMode } from '../../../shared/contract/preferences'
import type { Layout } from '../list/columns/use-layout'
import { computed, shallowRef, watch } from 'vue'
import { commandAction, provideActions } from '../../composables/use-actions'
import { usePage } from '../../composables/use-page'
import { useMedia } from '../filters/use-media'

/** A smaller window needs all its rows. */
const roomy = '(min-width: 1041px) and (min-height: 700px)'
/** A window in which ten rows of the list stay visible below the overview. */
const tall = '(min-height: 850px)'

/** Provides how the overview is shown, and its commands. A small window begins with the overview folded, whatever was stored, and stores nothing. */
export function useOverviewMode({ overview, setOverview }: Pick<Layout, 'overview' | 'setOverview'>, isPossible: () => boolean) {
  const { go } = usePage()
  const isRoomy = useMedia(roomy)
  const isTall = useMedia(tall)
  /** The choice in a small window. */
  const small = shallowRef<OverviewMode>('folded')
  watch(isRoomy, () => { small.value = 'folded' })

  const mode = computed<OverviewMode>(() => isRoomy.value ? overview.value ?? (isTall.value ? 'pictures' : 'folded') : small.value)
  const show = (next: OverviewMode) => {
    if (isRoomy.value) return setOverview(next)
    small.value = next
  }
  const toggle = () => show(mode.value === 'folded' ? 'pictures' : 'folded')
  const toggleTables = () => show(mode.value === 'tables' ? 'pictures' : 'tables')

  const action = (id: 'toggle-overview' | 'toggle-overview-tables', run: () => unknown) => commandAction(id, {
    blocked: isPossible() ? '' : 'No list yet',
    run: async () => {
      await go('incidents')
      await run()
    },
  })
  provideActions(() => [action('toggle-overview', toggle), action('toggle-overview-tables', toggleTables)])

  return { mode, toggle, toggleTables }
}
