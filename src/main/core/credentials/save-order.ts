/** @file Orders the changes of saved credentials: the save or deletion that was requested last wins. */
import { AppError } from '../base/errors'

export interface SaveOrder {
  /** Returns the number of a new request. A later request has a higher number. */
  readonly nextRequestNumber: () => number
  /** Returns whether a later request has taken effect already. */
  readonly isOutdated: (requestNumber: number) => boolean
  /** Throws AppError `cancelled` if a later request has taken effect already. */
  readonly check: (requestNumber: number) => void
  /** Records that a save takes effect. */
  readonly saved: (requestNumber: number) => void
  /** Records that a deletion takes effect. Returns its number. */
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

  const saved = (requestNumber: number) => {
    applied = requestNumber
    change.abort()
    change = new AbortController()
  }
  return {
    nextRequestNumber: () => ++issued,
    isOutdated: requestNumber => requestNumber < applied,
    check: (requestNumber) => { if (requestNumber < applied) throw new AppError('cancelled') },
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
