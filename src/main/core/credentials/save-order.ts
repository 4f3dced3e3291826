/** @file Orders the changes of saved credentials: the save or deletion that was requested last wins. */
import { AppError } from '../base/errors'

export interface SaveOrder {
  /** Returns the place of a request; a later request has a higher place. */
  readonly place: () => number
  /** Returns whether a later request has taken effect already. */
  readonly isOutdated: (place: number) => boolean
  /** Throws AppError `cancelled` if a later request has taken effect already. */
  readonly check: (place: number) => void
  /** Records that a save takes effect. */
  readonly saved: (place: number) => void
  /** Records that a deletion takes effect. Returns its place. */
  readonly deleted: () => number
  /** Returns a signal that aborts when the next save or deletion takes effect. */
  readonly untilChange: () => AbortSignal
  /** Returns a signal that aborts when the next deletion takes effect. */
  readonly untilDeletion: () => AbortSignal
}

export function createSaveOrder(): SaveOrder {
  let issued = 0
  let applied = 0
  let change = new AbortController()
  let deletion = new AbortController()

  const saved = (place: number) => {
    applied = place
    change.abort()
    change = new AbortController()
  }
  return {
    place: () => ++issued,
    isOutdated: place => place < applied,
    check: (place) => { if (place < applied) throw new AppError('cancelled') },
    saved,
    deleted: () => {
      saved(++issued)
      deletion.abort()
      deletion = new AbortController()
      return applied
    },
    untilChange: () => change.signal,
    untilDeletion: () => deletion.signal,
  }
}
