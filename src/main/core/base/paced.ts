import type { Timer } from './clock'

/** A person reads five changes a second at most; every one more costs the page a layout and a paint. */
export const pauseMs = 200

/** Does what it is given at once, and then at most every 200 ms; of what comes meanwhile only the last. */
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
