import type { Timer } from './clock'

/** The user can read five changes a second at most; each additional one costs the page a layout and a paint. */
export const pauseMs = 200

/** Returns a function that performs an action at once, and later ones at most every 200 ms: only the last of those that arrive meanwhile. */
export function paced(timer: Timer): (act: () => void) => void {
  let held: (() => void) | null = null
  let resting = false

  const perform = (act: () => void) => {
    held = null
    resting = true
    timer.after(pauseMs, () => {
      resting = false
      if (held) perform(held)
    })
    act()
  }
  return (act) => {
    if (resting) held = act
    else perform(act)
  }
}
