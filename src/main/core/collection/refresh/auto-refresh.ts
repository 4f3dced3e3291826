/**
 * @file Refreshes the list regularly and shows notifications: docs/notifications.md. It starts once the user's first refresh has produced a list: by then
 * the secret is unsealed, so auto-refresh never causes a keyring prompt.
 */
import type { AutoRefresh } from '../../../../shared/contract/app'
import type { TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from '../runs/progress'
import type { Collections } from '../runs/collections'
import type { NotificationText } from './notification-text'
import type { Timer } from '../../base/clock'
import { createAnnouncements } from './announcements'
import { notificationText, withSource } from './notification-text'
import { createRepeatTimer } from './repeat-timer'

export interface AutoRefreshFile {
  readonly read: () => AutoRefresh
  /** Throws `settings-unwritable`, `settings-damaged` or `settings-unreadable`. */
  readonly write: (choice: AutoRefresh) => Promise<void>
}

export interface AutoRefresher {
  readonly choice: () => AutoRefresh
  readonly choose: (choice: AutoRefresh) => Promise<void>
  /** Called when the user starts a run of this window, which is refreshed from now on. */
  readonly startedByUser: (window: TimeWindow) => void
  /**
   * Called when restart recovery restarts a run of this window. `knownUntil` (ISO): when the last session's list was complete; incidents created since are
   * new to the user.
   */
  readonly restarted: (window: TimeWindow, knownUntil: string | null) => void
  /** Call it with the progress of every run. */
  readonly follow: (progress: CollectionProgress) => void
  /** Called when the computer wakes up, because timers stop while it sleeps. */
  readonly woke: () => void
}

interface Deps {
  readonly collections: Pick<Collections, 'start' | 'isRunning' | 'shown'>
  readonly file: AutoRefreshFile
  readonly timer: Timer
  /** ms since 1970. */
  readonly now: () => number
  /** Whether the profile is the current one. The lists of other profiles are not refreshed. */
  readonly isCurrent: () => boolean
  readonly hasCredentials: () => boolean
  readonly notify: (text: NotificationText) => void
}

export function createAutoRefresh({ collections, file, timer, now, isCurrent, hasCredentials, notify }: Deps): AutoRefresher {
  let window: TimeWindow | null = null
  let isRestarted = false
  const announcements = createAnnouncements(collections.shown)
  const minutes = () => window ? file.read().minutes : 0

  const repeat = createRepeatTimer({
    timer,
    now,
    periodMs: () => minutes() > 0 ? minutes() * 60_000 : null,
    act: () => {
      // The file with the choice may have been deleted. Without a list (not received yet, or its credentials were removed) there is
      // nothing to refresh, except the last session's list after a restart.
      const hasList = collections.shown() !== null || (isRestarted && hasCredentials())
      if (window && minutes() > 0 && isCurrent() && !collections.isRunning() && hasList) collections.start(window, { how: 'refresh', startedBy: 'app' })
    },
  })
  const begin = (started: TimeWindow, knownUntil: string | null) => {
    window = started
    isRestarted = knownUntil !== null
    announcements.setKnownUntil(knownUntil)
    repeat.restart()
  }

  return {
    choice: () => file.read(),
    choose: async (choice) => {
      await file.write(choice)
      repeat.restart()
    },
    startedByUser: started => begin(started, null),
    restarted: begin,
    follow: (progress) => {
      const text = notificationText(announcements.after(progress), file.read().notifyFrom)
      if (text) notify(withSource(text, collections.shown()?.provenance.source))
    },
    woke: repeat.woke,
  }
}
