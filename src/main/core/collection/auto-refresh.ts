/**
 * @file Refreshes by itself, and tells what came. Never before a person has refreshed and got a list: only then is the
 * secret open, so that nothing here makes the keyring ask.
 */
import type { AutoRefresh } from '../../../shared/app'
import type { CollectionProgress, TimeWindow } from '../../../shared/model'
import type { Collections } from './collections'
import type { News } from './news'
import type { Timer } from './progress'
import { newsOf } from './news'

export const noAutoRefresh: AutoRefresh = { minutes: 0, notifyFrom: 'none' }

/** The rest of the quota is for what a person asks for. */
const share = 0.5

export interface AutoRefreshFile {
  readonly read: () => AutoRefresh
  /** Throws `settings-unwritable`, `settings-damaged` or `settings-unreadable`. */
  readonly write: (choice: AutoRefresh) => Promise<void>
}

export interface AutoRefresher {
  readonly choice: () => AutoRefresh
  readonly choose: (choice: AutoRefresh) => Promise<void>
  /** A person starts a run of this window: it is the one that is repeated from now on. */
  readonly startedByHand: (window: TimeWindow) => void
  /** Must be told of the progress of every run. */
  readonly follow: (progress: CollectionProgress) => void
}

interface Deps {
  readonly collections: Pick<Collections, 'start' | 'isRunning' | 'shown'>
  readonly file: AutoRefreshFile
  readonly timer: Timer
  /** Whether the profile is the one in use: another one's list is not kept fresh. */
  readonly isCurrent: () => boolean
  readonly notify: (news: News) => void
}

export function createAutoRefresh({ collections, file, timer, isCurrent, notify }: Deps): AutoRefresher {
  let window: TimeWindow | null = null
  let disarm: (() => void) | null = null
  /** Whether the run under way was started here. */
  let own = false
  /** Whether it adds to a complete list: beside an incomplete one all that was missing would look new. */
  let comparable = false

  const refresh = () => {
    // Without a list (none was got yet, or its credentials are gone) there is nothing to keep fresh.
    const shown = collections.shown()
    if (!window || collections.isRunning() || !shown) return
    own = true
    comparable = shown.collection.outcome?.kind === 'complete'
    collections.start(window, { how: 'refresh', share })
  }

  const arm = () => {
    disarm?.()
    disarm = null
    const { minutes } = file.read()
    if (!window || minutes === 0) return
    disarm = timer.after(minutes * 60_000, () => {
      // The file may be gone by now, and the choice with it.
      if (file.read().minutes > 0 && isCurrent()) refresh()
      arm()
    })
  }

  return {
    choice: () => file.read(),
    choose: async (choice) => {
      await file.write(choice)
      arm()
    },
    startedByHand: (asked) => {
      window = asked
      own = false
      arm()
    },
    follow: ({ collection, end }) => {
      if (!own || collection.outcome === null) return
      own = false
      if (!comparable) return
      const summaryOf = (id: string) => collections.shown()?.incidents.get(id)?.summary
      const news = newsOf(end?.changes ?? [], summaryOf, file.read().notifyFrom)
      if (news) notify(news)
    },
  }
}
