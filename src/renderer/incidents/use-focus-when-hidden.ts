import type { Ref } from 'vue'
import { watch } from 'vue'

/**
 * Moves the focus to a button when the part of the page that had it is hidden. The focus stays where it is on anything else, such as an open menu.
 * @param hides whether that part is hidden.
 */
export function useFocusWhenHidden(hides: Readonly<Ref<boolean>>, button: Readonly<Ref<HTMLElement | null>>): void {
  watch(hides, (isHidden) => {
    const focused = document.activeElement ?? document.body
    if (isHidden && (focused === document.body || !focused.checkVisibility({ visibilityProperty: true }))) button.value?.focus()
  }, { flush: 'post' })
}
