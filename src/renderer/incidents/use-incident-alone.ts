import type { Ref } from 'vue'
import { computed, watch } from 'vue'
import { useFocusWhenHidden } from './use-focus-when-hidden'

/**
 * Provides whether the open incident takes the place of the list, and then brings it into view.
 * @param isNarrow whether the window is too narrow for both.
 * @param selected the ID of the open incident; null without one.
 * @param backButton the button above the incident.
 */
export function useIncidentAlone(isNarrow: Readonly<Ref<boolean>>, selected: Readonly<Ref<string | null>>, backButton: Readonly<Ref<HTMLElement | null>>) {
  const isIncidentAlone = computed(() => isNarrow.value && selected.value !== null)
  useFocusWhenHidden(isIncidentAlone, backButton)
  // At 200 % zoom, the page scrolls as a whole. Elsewhere, nothing scrolls.
  watch([isIncidentAlone, selected], () => {
    const page = backButton.value?.closest('.page')
    if (page && backButton.value) page.scrollBy({ top: backButton.value.getBoundingClientRect().top - page.getBoundingClientRect().top })
  }, { flush: 'post' })
  return { isIncidentAlone }
}
