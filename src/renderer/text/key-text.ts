/** @file Shows and recognizes the keys of shared/vocabulary/commands.ts. */

/** Whether the computer is a Mac, where Command takes the place of Ctrl. */
export const isMac = globalThis.navigator?.userAgent.includes('Macintosh') ?? false

const names: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }
const macModifiers: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }

/** Returns the caps of a key and its modifiers: `Ctrl`, `Shift`, `R`. */
export function keyCaps(key: string, mac = isMac): readonly string[] {
  return key.split('+').map(part => (mac ? macModifiers[part] : part === 'Mod' ? 'Ctrl' : undefined) ?? names[part] ?? part)
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'>

/** Returns whether the event is this key. Ignores Shift for characters other than letters, because layouts differ in whether they need it. */
export function isPressed(event: Pressed, key: string, mac = isMac): boolean {
  const parts = key.split('+')
  const last = parts.at(-1) ?? ''
  if (event.key.toLowerCase() !== last.toLowerCase()) return false
  // AltGr, which types brackets on many layouts, counts as Ctrl and Alt.
  const typed = event.getModifierState('AltGraph')
  const ctrl = event.ctrlKey && !typed
  const alt = event.altKey && !typed
  const mod = parts.includes('Mod')
  if (ctrl !== (mod && !mac) || event.metaKey !== (mod && mac) || alt !== parts.includes('Alt')) return false
  const isSign = last.length === 1 && last.toLowerCase() === last.toUpperCase()
  return isSign || event.shiftKey === parts.includes('Shift')
}
