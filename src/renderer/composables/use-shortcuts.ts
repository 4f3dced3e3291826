import { onScopeDispose } from 'vue'
import { isPressed } from '../text/key-text'
import { useActions } from './use-actions'

const textFields = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])'

/** Returns whether the element itself uses the letters that are typed into it. */
const isTextField = (target: EventTarget | null): boolean => target instanceof Element && target.closest(textFields) !== null

/**
 * Runs the action of a pressed key until the component is unmounted. Elements that handle a key prevent its default. A modal dialog or an open popover
 * has the keyboard for itself.
 */
export function useShortcuts(): void {
  const { actions, run } = useActions()
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal, :popover-open')) return
    const typing = isTextField(event.target)
    const pressed = actions.value.find(({ keys, keysOf }) => keysOf === undefined && keys.some(key => isPressed(event, key) && (key.includes('Mod+') || !typing)))
    // Escape closes an open element. If none is open, the user needs no explanation.
    if (pressed && pressed.blocked !== '' && event.key === 'Escape') return
    // A command that ran here must not run again by its menu item.
    if (pressed && run(pressed.id)) event.preventDefault()
  }
  addEventListener('keydown', onKey)
  onScopeDispose(() => removeEventListener('keydown', onKey))
}
