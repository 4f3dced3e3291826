/** @file The keys of the grid. Pure. */

type Kind = 'open' | 'close' | 'select' | 'select-all' | 'star'

/** `cell`: to another cell of the row. `extends`: whether the selection extends to the position. */
export type GridAction = { readonly kind: Kind } | { readonly kind: 'cell', readonly step: 1 | -1 } | { readonly kind: 'move', readonly to: number, readonly extends: boolean }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

interface Place {
  /** The row that is the tab stop. */
  readonly position: number
  readonly last: number
  /** The rows in view. */
  readonly page: number
}

const moves: Readonly<Record<string, (place: Place) => number>> = {
  ArrowDown: ({ position }) => position + 1,
  ArrowUp: ({ position }) => position - 1,
  j: ({ position }) => position + 1,
  k: ({ position }) => position - 1,
  PageDown: ({ position, page }) => position + page,
  PageUp: ({ position, page }) => position - page,
  Home: () => 0,
  End: ({ last }) => last,
}

const actions: Readonly<Record<string, Kind>> = { 'Enter': 'open', ' ': 'open', 'Escape': 'close', 'x': 'select', 's': 'star' }

/** Returns what a key does in the grid; null for a key that it does not use. */
export function gridKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Key, place: Place): GridAction | null {
  if (altKey) return null
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' ? { kind: 'select-all' } : null
  if (key === 'ArrowRight' || key === 'ArrowLeft') return { kind: 'cell', step: key === 'ArrowRight' ? 1 : -1 }
  const move = moves[key]
  if (move) return { kind: 'move', to: move(place), extends: shiftKey }
  const kind = actions[key.length === 1 ? key.toLowerCase() : key]
  return kind ? { kind } : null
}
