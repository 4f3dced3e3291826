/** @file Takes up, at the next start, the collection that the end of the app interrupted: a quit, a crash, a kill. */
import type { Interrupted, LeftBecause } from '../../../shared/contract/app'
import type { SecretPlace, Settings } from '../../../shared/contract/model'
import type { AutoRefresher } from '../collection/refresh/auto-refresh'
import type { Collections, UnderWay } from '../collection/runs/collections'
import type { Profiles, BasicSession } from '../profiles/profiles'

/** So often in a row: should the collection itself be what ends the app, a person must be able to use it all the same. */
const mostTries = 3

/** What is on disk while a collection runs; found at a start, it was interrupted. No incident, no tenant, no secret. */
export interface Interruption extends UnderWay {
  readonly profileId: string
  /** How often in a row it was started by itself. */
  readonly tries: number
}

export interface InterruptionFile {
  /** null where there is none, or none that can be read. */
  readonly read: () => Interruption | null
  /** On disk before it returns, so that a kill leaves it. What cannot be written costs a press of Refresh. */
  readonly write: (interruption: Interruption) => void
  readonly remove: () => void
}

interface Situation {
  readonly found: Interruption | null
  readonly profileId: string
  readonly secret: SecretPlace
  readonly storage: Settings['storage']
}

/** What to do at a start. Asks for the keyring's lock only where that decides; nothing is started that could make it ask a person. */
export async function decide({ found, profileId, secret, storage }: Situation, isKeyringOpen: () => Promise<boolean>): Promise<'nothing' | 'start' | LeftBecause> {
  if (found?.profileId !== profileId) return 'nothing'
  if (secret.kind !== 'sealed') return 'secret'
  if (found.tries >= mostTries) return 'repeated'
  const opens = storage.protects && storage.backend === secret.backend
  return opens && await isKeyringOpen() ? 'start' : 'keyring'
}

export interface Interruptions {
  /** Must be called for each run of the profile in use as it starts, and with null once it ended or is not wanted any more. */
  readonly follow: (run: UnderWay | null) => void
  /** Starts over what the session before left; null where it left nothing, or where a person began something else already. */
  readonly resume: () => Promise<Interrupted | null>
}

interface RecoverableSession extends BasicSession {
  readonly collections: Pick<Collections, 'start' | 'list'>
  readonly autoRefresh: Pick<AutoRefresher, 'startedOver'>
}

interface Deps {
  readonly file: InterruptionFile
  readonly profiles: () => Pick<Profiles<RecoverableSession>, 'current' | 'currentId'>
  /** Whether the keyring is known to be open; asks it nothing that it would ask a person for. */
  readonly isKeyringOpen: () => Promise<boolean>
  /** Resolves once the window is shown: until then nothing is read. */
  readonly shown: () => Promise<void>
}

export function createInterruptions({ file, profiles, isKeyringOpen, shown }: Deps): Interruptions {
  /** Whether the file is still as the session before left it. */
  let untouched = true

  return {
    follow: (run) => {
      untouched = false
      if (run) file.write({ profileId: profiles().currentId(), ...run, tries: 0 })
      else file.remove()
    },
    resume: async () => {
      await shown()
      if (!untouched) return null
      const found = file.read()
      if (!found) return null
      const { vault, collections, autoRefresh } = profiles().current()
      const decision = await decide({ ...vault.status(), found, profileId: profiles().currentId() }, isKeyringOpen)
      // Meanwhile a person may have refreshed, or chosen another profile.
      if (decision === 'nothing' || !untouched) return null
      const { window, startedBy, knownUntil, tries } = found
      if (decision !== 'start') return { kind: 'left', window, why: decision }
      autoRefresh.startedOver(window, knownUntil)
      collections.start(window, { how: 'reload', startedBy })
      file.write({ ...found, tries: tries + 1 })
      const { running } = collections.list()
      return running && { kind: 'started', window, run: running.run }
    },
  }
}
