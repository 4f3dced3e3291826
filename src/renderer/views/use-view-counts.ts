import type { ListQuery } from '../../shared/contract/list'
import type { SavedView } from '../../shared/contract/preferences'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { sameWindow } from '../../shared/rules/time-window'
import { api, on } from '../bridge'
import { usePreferences } from '../composables/use-preferences'
import { useViews } from './use-views'

/**
 * Returns the pause after a count, in ms. Each count delays the list while incidents arrive, and that of a large list takes longer: at most a fifth of
 * the time is spent on counts. The last state of a list is counted without a pause.
 */
const pauseAfter = (countMs: number): number => Math.max(100, 4 * countMs)

/** The number of incidents in a view; null if it cannot be counted in the list on screen, because the list has another window or the query has a problem. */
export type ViewCounts = ReadonlyMap<string, number | null>

const starredQuery = { text: 'is:starred', showMerged: true, sort: [] } as const

/** Returns a function that counts, with pauses, and at once after the last change of a list. */
function createCounting(count: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let isWanted = false
  let isCounting = false
  /** Whether the list changed for the last time, so that the next count need not wait. */
  let isFinal = false

  const next = async () => {
    isWanted = false
    isFinal = false
    isCounting = true
    const started = performance.now()
    await count()
    isCounting = false
    timer = setTimeout(() => {
      timer = null
      if (isWanted) request()
    }, isFinal ? 0 : pauseAfter(performance.now() - started))
  }

  const request = (final = false) => {
    isWanted = true
    isFinal ||= final
    if (isCounting) return
    if (timer !== null) {
      if (!final) return
      clearTimeout(timer)
    }
    timer = setTimeout(() => void next())
  }

  return { request, isPending: () => isWanted, stop: () => { if (timer !== null) clearTimeout(timer) } }
}

/** Counts the incidents of each view in the list on screen. Sends no request to the service. */
export function useViewCounts() {
  const { views, onScreen } = useViews()
  const { preferences } = usePreferences()
  const counts = shallowRef<ViewCounts>(new Map())
  /** Starred incidents that the list does not contain. */
  const starredOutside = shallowRef(0)
  const isCountable = ({ window }: SavedView): boolean => {
    const listWindow = onScreen.value?.listWindow ?? null
    return listWindow !== null && (window === null || (listWindow !== 'unknown' && sameWindow(window, listWindow)))
  }

  const count = async () => {
    const { starred, utc } = preferences.value
    const countable = views.value.filter(isCountable)
    if (countable.length === 0) {
      counts.value = new Map()
      starredOutside.value = 0
      return
    }
    const queries: readonly ListQuery[] = [...countable.map(({ query, showMerged }) => ({ text: query, showMerged, sort: [], utc })), { ...starredQuery, utc }]
    // Without a response, the counts stay unknown; the list reports the reason.
    const answer = await api.listCounts(queries).catch(() => [])
    counts.value = new Map(countable.map(({ id }, index) => [id, answer[index] ?? null]))
    starredOutside.value = Math.max(0, starred.length - (answer[countable.length] ?? starred.length))
  }

  const { request, stop: stopCounting, isPending } = createCounting(count)
  watch([views, () => preferences.value, () => onScreen.value?.stamp, () => JSON.stringify(onScreen.value?.listWindow)], () => request(), { immediate: true })
  let counted = -1
  const stop = on('collection', ({ rowsVersion, running }) => {
    const isLast = running === null
    if (rowsVersion === counted && !(isLast && isPending())) return
    counted = rowsVersion
    request(isLast)
  })
  onScopeDispose(() => {
    stop()
    stopCounting()
  })
  return { counts, starredOutside }
}
