/**
 * @file Refreshes by itself and decides which incidents a notification announces: docs/notifications.md. It never refreshes before a person has
 * refreshed and got a list: only then is the secret open, so that nothing here makes the keyring prompt.
 */
import type { AutoRefresh } from '../../../../shared/contract/app'
import type { CollectionProgress, TimeWindow } from '../../../../shared/contract/model'
import type { Collections } from '../runs/collections'
import type { NotificationText } from './notification-text'
import type { Timer } from '../../base/clock'
import { createAnnouncements } from './announcements'
import { notificationText } from './notification-text'
import { createRepeatTimer } from './repeat-timer'

export interface AutoRefreshFile {
  readonly read: () => AutoRefresh
  /** Throws `settings-unwritable`, `settings-damaged` or `settings-unreadable`. */
  readonly write: (choice: AutoRefresh) => Promise<void>
}

export interface AutoRefresher {
  readonly choice: () => AutoRefresh
  readonly choose: (choice: AutoRefresh) => Promise<void>
  /** A person starts a run of this window: it is repeated from now on. */
  readonly startedByHand: (window: TimeWindow) => void
  /**
   * A run of this window that the end of the app interrupted is started over. `knownUntil` (ISO): when the list of that session was complete
   * last; incidents created since are new to the person.
   */
  readonly startedOver: (window: TimeWindow, knownUntil: string | null) => void
  /** Must be called with the progress of every run. */
  readonly follow: (progress: CollectionProgress) => void
  /** The computer woke up: timers stood still while it slept. */
  readonly woke: () => void
}

interface Deps {
  readonly collections: Pick<Collections, 'start' | 'isRunning' | 'shown'>
  readonly file: AutoRefreshFile
  readonly timer: Timer
  /** ms since 1970. */
  readonly now: () => number
  /** Whether the profile is the one in use: another one's list is not kept fresh. */
  readonly isCurrent: () => boolean
  readonly hasCredentials: () => boolean
  readonly notify: (news: NotificationText) => void
}

export function createAutoRefresh({ collections, file, timer, now, isCurrent, hasCredentials, notify }: Deps): AutoRefresher {
  let window: TimeWindow | null = null
  let isStartedOver = false
  const announcements = createAnnouncements(collections.shown)
  const minutes = () => window ? file.read().minutes : 0

  const repeat = createRepeatTimer({
    timer,
    now,
    periodMs: () => minutes() > 0 ? minutes() * 60_000 : null,
    act: () => {
      // The file may be gone by now, and the choice with it. Without a list (none was received yet, or its credentials are gone) there is
      // nothing to keep fresh, but for the one of the session before.
      const hasList = collections.shown() !== null || (isStartedOver && hasCredentials())
      if (window && minutes() > 0 && isCurrent() && !collections.isRunning() && hasList) collections.start(window, { how: 'refresh', startedBy: 'app' })
    },
  })
  const begin = (started: TimeWindow, knownUntil: string | null) => {
    window = started
    isStartedOver = knownUntil !== null
    announcements.setKnownUntil(knownUntil)
    repeat.restart()
  }

  return {
    choice: () => file.read(),
    choose: async (choice) => {
      await file.write(choice)
      repeat.restart()
    },
    startedByHand: started => begin(started, null),
    startedOver: begin,
    follow: (progress) => {
      const news = notificationText(announcements.after(progress), file.read().notifyFrom)
      if (news) notify(news)
    },
    woke: repeat.woke,
  }
}
