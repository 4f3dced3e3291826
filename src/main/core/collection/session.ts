/** @file The collections of one profile and everything that starts them without the user: auto-refresh, and reconnects. */
import type { AutoRefresher, AutoRefreshFile } from './refresh/auto-refresh'
import type { Collections, CollectionsDeps } from './runs/collections'
import type { NotificationText } from './refresh/notification-text'
import type { Timer } from '../base/clock'
import { createAutoRefresh } from './refresh/auto-refresh'
import { createCollections } from './runs/collections'
import { watchIndex } from './runs/watched-index'
import { pacedProgress } from './runs/progress'
import { createReconnect } from './refresh/reconnect'

export interface CollectionSession {
  readonly collections: Collections
  readonly autoRefresh: AutoRefresher
  /** Returns the data that fills the list's index again after its loss. */
  readonly source: Collections['source']
  /** Called when the computer wakes up. */
  readonly woke: () => void
}

interface Deps extends Omit<CollectionsDeps, 'emit' | 'onReplaced' | 'rowsVersion'> {
  /** Called after every change of the state that the page shows. */
  readonly onState: () => void
  readonly timer: Timer
  readonly autoRefreshFile: AutoRefreshFile
  readonly notify: (text: NotificationText) => void
  /** Whether the profile is the current one. */
  readonly isCurrent: () => boolean
  readonly hasCredentials: () => boolean
  /** Whether the computer has a network at all. */
  readonly isOnline: () => boolean
  /** Elapsed ms, without the time that the computer sleeps. */
  readonly awakeMs: () => number
}

/**
 * What a session's incidents come from. Whatever it is, they take the same way: from pages into a dataset, which the list, the detail and the export read
 * (docs/adr/0049-sources.md).
 */
export type IncidentSource = Pick<Deps, 'source' | 'fetchPage' | 'fetchIncident' | 'onRun' | 'hasCredentials'>

export function createCollectionSession(deps: Deps): CollectionSession {
  const { onState, timer, clock, autoRefreshFile: file, notify, isCurrent, hasCredentials, isOnline, awakeMs } = deps
  const { index, version, lose } = watchIndex(deps.index, () => collections.shown() !== null)
  const collections: Collections = createCollections({
    ...deps,
    index,
    rowsVersion: version,
    onReplaced: onState,
    emit: pacedProgress((progress) => {
      onState()
      autoRefresh.follow(progress)
      reconnect.follow(progress)
    }, timer, run => collections.isUnderWay(run)),
  })
  const autoRefresh = createAutoRefresh({ collections, file, timer, now: clock.now, isCurrent, hasCredentials, notify })
  const reconnect = createReconnect({
    isOnline,
    timer,
    // Reconnecting measures the time between a failure and the start of a sleep, which must not include the sleep itself.
    monotonic: awakeMs,
    start: (window, options) => { if (isCurrent() && hasCredentials()) collections.start(window, options) },
  })
  return {
    collections,
    autoRefresh,
    source: () => {
      lose()
      return collections.source()
    },
    woke: () => {
      reconnect.woke()
      autoRefresh.woke()
    },
  }
}
