import type { Timer } from './clock'

/** The pause between two actions, ms. The user can read at most five changes a second; each additional one costs the page a layout and a paint. */
export const minPauseMs = 200

/** Returns a function that runs an action immediately, then at most one every 200 ms: the last of the actions that arrived during the pause. */
export function paced(timer: Timer): (act: () => void) => void {
  let pending: (() => void) | null = null
  let isPaused = false

  const perform = (act: () => void) => {
    pending = null
    isPaused = true
    timer.after(minPauseMs, () => {
      isPaused = false
      if (pending) perform(pending)
    })
    act()
  }
  return (act) => {
    if (isPaused) pending = act
    else perform(act)
  }
}
