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

interface Deps {
  readonly profiles: Pick<ProfilesAndTemporary<SampleSession>, 'openSample' | 'closeSample' | 'settings'>
  readonly emitSettings: (settings: Settings) => void
}

/** The window of the sample's first list. */
const window: TimeWindow = { kind: 'last', hours: defaultWindowHours }

export function createSampleMethods({ profiles, emitSettings }: Deps): Pick<Methods, 'openSample' | 'closeSample'> {
  const publishSettings = (): Settings => {
    const settings = profiles.settings()
    emitSettings(settings)
    return settings
  }
  return {
    openSample: () => {
      const opened = profiles.openSample()
      const settings = publishSettings()
      if (!opened) return settings
      opened.autoRefresh.startedByUser(window)
      opened.collections.start(window, { how: 'reload', startedBy: 'person' })
      return settings
    },
    closeSample: () => {
      profiles.closeSample()
      return publishSettings()
    },
  }
}
