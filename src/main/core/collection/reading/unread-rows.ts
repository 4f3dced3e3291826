/** @file Places of the list that could not be read, each counted once however often it is met. */
import type { Failure } from '../../../../shared/contract/failure'

/** `undelivered`: the service failed even when it was asked for this incident alone. `unreadable`: the element is no incident. */
export type UnreadKind = 'undelivered' | 'unreadable'

interface Unread {
  readonly kind: UnreadKind
  /** The id of the incident before it; '' for the first of the list. */
  readonly after: string
  /** From 1. */
  readonly place: number
}

export interface UnreadPlaces {
  /** `nth`: how many unread places lie between the incident `after` and this one. `position`: from 0. */
  readonly add: (kind: UnreadKind, after: string, nth: number, position: number) => void
  /** A pass over the whole list begins: it meets every place again. */
  readonly restart: () => void
  readonly all: () => readonly Unread[]
}

/** The same place of a list that moves has the same neighbor, so that is what it is known by. */
export function createUnreadPlaces(): UnreadPlaces {
  const places = new Map<string, Unread>()
  return {
    add: (kind, after, nth, position) => {
      const key = JSON.stringify([after, nth])
      if (!places.has(key)) places.set(key, { kind, after, place: position + 1 })
    },
    restart: () => places.clear(),
    all: () => [...places.values()],
  }
}

const mostNamed = 50

/**
 * Returns why a list with these places is incomplete; null where there are none. `lost`: ids of incidents of an earlier list that this one lacks,
 * which name the undelivered ones where they are as many.
 */
export function unreadFailure(places: readonly Unread[], lost: () => readonly string[]): Failure | null {
  if (places.length === 0) return null
  const known = places.every(({ kind }) => kind === 'undelivered') ? lost() : []
  const named = places.slice(0, mostNamed)
  const names = known.length === places.length
    ? { incidents: known.slice(0, mostNamed) }
    : { after: named.map(({ after }) => after), places: named.map(({ place }) => place) }
  const code = places.some(({ kind }) => kind === 'undelivered') ? 'incidents-unread' : 'entries-unreadable'
  return { code, details: { count: places.length, ...names } }
}
