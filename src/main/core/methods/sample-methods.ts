/** @file Implements the IPC methods that open and close the sample data. */
import type { Methods } from '../../../shared/contract/ipc'
import type { Settings, TimeWindow } from '../../../shared/contract/model'
import type { AutoRefresher } from '../collection/refresh/auto-refresh'
import type { Collections } from '../collection/runs/collections'
import type { SwitchableSession } from '../profiles/profiles'
import type { ProfilesAndTemporary } from '../profiles/temporary-profile'
import { defaultWindowHours } from '../../../shared/vocabulary/time-windows'

interface SampleSession extends SwitchableSession {
  readonly autoRefresh: Pick<AutoRefresher, 'startedByUser'>
  readonly collections: Pick<Collections, 'start'>
}

export interface SampleMethodDeps<S extends SampleSession> {
  readonly profiles: Pick<ProfilesAndTemporary<S>, 'openTemporary' | 'closeTemporary' | 'settings'>
  /** Creates a session of the sample data. `isCurrent` returns whether it is shown. */
  readonly createSampleSession: (isCurrent: () => boolean, id: string) => S
  readonly emitSettings: (settings: Settings) => void
}

/** The window of the sample's first list. */
const window: TimeWindow = { kind: 'last', hours: defaultWindowHours }

export function createSampleMethods<S extends SampleSession>(deps: SampleMethodDeps<S>): Pick<Methods, 'openSample' | 'closeSample'> {
  const { profiles, createSampleSession, emitSettings } = deps
  const publishSettings = (): Settings => {
    const settings = profiles.settings()
    emitSettings(settings)
    return settings
  }
  return {
    openSample: () => {
      if (profiles.settings().source === 'sample') return publishSettings()
      const opened = profiles.openTemporary({ source: 'sample', name: 'Sample data' }, createSampleSession)
      const settings = publishSettings()
      opened.autoRefresh.startedByUser(window)
      opened.collections.start(window, { how: 'reload', startedBy: 'person' })
      return settings
    },
    closeSample: () => {
      profiles.closeTemporary('sample')
      return publishSettings()
    },
  }
}
