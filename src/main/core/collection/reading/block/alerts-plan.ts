/** @file When a run asks for the alerts with the list, where the service cannot always deliver them. Why so: docs/collection.md. */

/** What one run knows of the alerts that come with the list. */
export interface AlertsPlan {
  /** Whether the next page is asked for with them. */
  readonly isOn: () => boolean
  /** A page failed because of them before: the next one that fails is not worth much patience. */
  readonly isDoubtful: () => boolean
  /** Whether it is worth finding out which incidents of such a page have alerts that can be had. */
  readonly isWorthSearching: () => boolean
  /** A page came only without them. */
  readonly doubted: () => void
  /** Incidents came with them. */
  readonly came: () => void
  /** An incident that was asked for alone came only without. */
  readonly missed: () => void
  /** None of a page's came: the next pages are asked for without. */
  readonly failed: () => void
  /** A page came that was asked for without. */
  readonly rested: () => void
}

/** After so many incidents found one by one, a run looks for no more of them: each costs ten calls and more, of the 150 a minute. */
const mostMissed = 10

/** @param before whether a page failed because of them in an earlier run. */
export function createAlertsPlan(before = false): AlertsPlan {
  /** How many pages are still asked for without, and how many the next time. */
  let rest = 0
  let pause = 1
  let doubtful = before
  let anyCame = false
  let anyFailed = false
  let missed = 0
  return {
    isOn: () => rest === 0,
    isDoubtful: () => doubtful,
    isWorthSearching: () => missed < mostMissed && (anyCame || !anyFailed),
    doubted: () => { doubtful = true },
    came: () => {
      anyCame = true
      pause = 1
    },
    missed: () => { missed++ },
    failed: () => {
      anyFailed = true
      rest = pause
      pause *= 2
    },
    rested: () => { rest-- },
  }
}
