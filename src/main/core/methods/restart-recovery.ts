/** @file Restarts, at the next start of the app, a collection that a quit, a crash or a kill interrupted. */
import type { Interrupted, NotRestartedBecause } from '../../../shared/contract/app'
import type { SecretPlace, Settings } from '../../../shared/contract/model'
import type { AutoRefresher } from '../collection/refresh/auto-refresh'
import type { Collections, ActiveRun } from '../collection/runs/collections'
import type { Profiles, SwitchableSession } from '../profiles/profiles'

/** The maximum number of automatic restarts in a row: if the collection itself crashes the app, the app must remain usable. */
const maxTries = 3

/** Stored on disk while a collection runs. If the file exists at a start, the collection was interrupted. Contains no incident, tenant or secret. */
export interface Interruption extends ActiveRun {
  readonly profileId: string
  /** How many times in a row the collection was restarted automatically. */
  readonly tries: number
}

export interface InterruptionFile {
  /** Returns null if there is no file or it cannot be read. */
  readonly read: () => Interruption | null
  /** Writes before it returns, so that the file survives a kill. A failure is ignored: the user has to press Refresh. */
  readonly write: (interruption: Interruption) => void
  readonly remove: () => void
}

interface Situation {
  readonly found: Interruption | null
  readonly profileId: string
  readonly secret: SecretPlace
  readonly storage: Settings['storage']
}

/** Decides whether to restart a collection when the app starts. Never does so if the keyring could prompt; checks the keyring's lock only if necessary. */
export async function decideRestart({ found, profileId, secret, storage }: Situation, isKeyringOpen: () => Promise<boolean>): Promise<'nothing' | 'start' | NotRestartedBecause> {
  if (found?.profileId !== profileId) return 'nothing'
  if (secret.kind !== 'sealed') return 'secret'
  if (found.tries >= maxTries) return 'repeated'
  const opens = storage.protects && storage.backend === secret.backend
  return opens && await isKeyringOpen() ? 'start' : 'keyring'
}

export interface Interruptions {
  /** Call it for each run of the current profile as it starts, and with null once it has ended or is obsolete. */
  readonly follow: (run: ActiveRun | null) => void
  /** Restarts the interrupted collection; null if there is none, or if the user has started something else. */
  readonly resume: () => Promise<Interrupted | null>
}

interface RecoverableSession extends SwitchableSession {
  readonly collections: Pick<Collections, 'start' | 'state'>
  readonly autoRefresh: Pick<AutoRefresher, 'restarted'>
}

interface Deps {
  readonly file: InterruptionFile
  readonly profiles: () => Pick<Profiles<RecoverableSession>, 'current' | 'currentId'>
  /** Returns whether the keyring is known to be unlocked. Never causes a prompt. */
  readonly isKeyringOpen: () => Promise<boolean>
  /** Resolves once the window is visible. The file is not read before. */
  readonly shown: () => Promise<void>
}

export function createInterruptions({ file, profiles, isKeyringOpen, shown }: Deps): Interruptions {
  /** Whether the file still describes the run of the previous session. */
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
      const decision = await decideRestart({ ...vault.status(), found, profileId: profiles().currentId() }, isKeyringOpen)
      // The user may have refreshed or switched profiles meanwhile.
      if (decision === 'nothing' || !untouched) return null
      const { window, startedBy, knownUntil, tries } = found
      if (decision !== 'start') return { kind: 'left', window, why: decision }
      autoRefresh.restarted(window, knownUntil)
      collections.start(window, { how: 'reload', startedBy })
      file.write({ ...found, tries: tries + 1 })
      const { running } = collections.state()
      return running && { kind: 'started', window, run: running.run }
    },
  }
}
