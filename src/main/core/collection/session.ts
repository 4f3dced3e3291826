/** @file The collections of one profile with what starts them by itself: auto-refresh, and restarts after an interruption. */
import type { CollectionProgress } from '../../../shared/contract/model'
import type { AutoRefresher, AutoRefreshFile } from './refresh/auto-refresh'
import type { Collections, CollectionsDeps } from './runs/collections'
import type { NotificationText } from './refresh/notification-text'
import type { Timer } from '../base/clock'
import { createAutoRefresh } from './refresh/auto-refresh'
import { createCollections } from './runs/collections'
import { pacedProgress } from './runs/progress'
import { createResumption } from './refresh/reconnect'

export interface CollectionSession {
  readonly collections: Collections
  readonly autoRefresh: AutoRefresher
  /** The computer woke up. */
  readonly woke: () => void
}

interface Deps extends Omit<CollectionsDeps, 'emit'> {
  /** Called with the progress that the page shows. */
  readonly emit: (progress: CollectionProgress) => void
  readonly timer: Timer
  readonly autoRefreshFile: AutoRefreshFile
  readonly notify: (news: NotificationText) => void
  /** Whether the profile is the one in use. */
  readonly isCurrent: () => boolean
  readonly hasCredentials: () => boolean
  /** Whether the computer has a network at all. */
  readonly isOnline: () => boolean
  /** Counts ms while the computer is awake. */
  readonly awakeMs: () => number
}

export function createCollectionSession(deps: Deps): CollectionSession {
  const { emit, timer, clock, autoRefreshFile: file, notify, isCurrent, hasCredentials, isOnline, awakeMs } = deps
  const collections: Collections = createCollections({
    ...deps,
    emit: pacedProgress((progress) => {
      emit(progress)
      autoRefresh.follow(progress)
      resumption.watch(progress)
    }, timer, run => collections.isUnderWay(run)),
  })
  const autoRefresh = createAutoRefresh({ collections, file, timer, now: clock.now, isCurrent, hasCredentials, notify })
  const resumption = createResumption({
    isOnline,
    timer,
    // How long before falling asleep a run broke off is counted awake.
    monotonic: awakeMs,
    start: (window, options) => { if (isCurrent() && hasCredentials()) collections.start(window, options) },
  })
  return {
    collections,
    autoRefresh,
    woke: () => {
      resumption.woke()
      autoRefresh.woke()
    },
  }
}
