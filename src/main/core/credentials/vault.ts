/**
 * @file Stores one profile's credentials: the IDs and the sealed secret in the settings file. If no keyring can protect the secret, it stays in
 * memory for this session. Deletes a sealed secret only on request.
 */
import type { CredentialKind } from '../../../shared/contract/credential'
import type { Profile, SecretPlace, Settings } from '../../../shared/contract/model'
import type { Cipher } from './sealing'
import type { SettingsFile } from './stored-profile'
import type { Credentials } from './credential'
import type { ProfileStore } from './profile-store'
import type { SaveOrder } from './save-order'
import { sameApp } from '../../../shared/values/ids'
import { credentialFrom, sameCredential, secretText } from './credential'
import { AppError } from '../base/errors'
import { foundExpired } from './expiry'
import { unlessAborted } from '../base/unless-aborted'
import { createProfileStore } from './profile-store'
import { createSaveOrder } from './save-order'
import { seal, unseal } from './sealing'

/** The part of Settings that belongs to one profile. */
export type VaultStatus = Omit<Settings, 'profileId' | 'profiles' | 'source'>

export interface Vault {
  /** Returns the profile, where its secret is stored, and the problems. Does not access the keyring. */
  readonly status: () => VaultStatus
  /** Returns the profile of the credentials in use, without reading the file. Before the first use, returns the saved profile. */
  readonly profile: () => Profile | null
  /**
   * Returns the saved credentials; if others are saved in the meantime, returns those. Throws AppError: `no-credentials`, `secret-missing`,
   * `keyring-…`, `secret-unreadable`, `settings-…`; `cancelled` at once when `signal` aborts or `forget` is called, even while the
   * keyring prompts. A secret that is unsealed after `signal` aborted is kept for the next call.
   */
  readonly load: (signal?: AbortSignal) => Promise<Credentials>
  /**
   * Saves the credentials, sealed if possible. The result states where the secret is stored. Throws `cancelled` if a later request, to save
   * other credentials or to delete them, took effect first.
   */
  readonly save: (credentials: Credentials, options?: SaveOptions) => Promise<VaultStatus>
  /** Records that Entra refused these credentials as expired, if they are in use. */
  readonly noteExpired: (credentials: Credentials) => Promise<void>
  /** Deletes the profile and its secret. Throws `settings-unwritable`. */
  readonly forget: () => Promise<void>
  /** Returns a number for a save that is about to start. The save or deletion with the highest number wins. */
  readonly nextRequestNumber: () => number
  /** Returns whether this session unsealed or saved these credentials last. Does not access the keyring. */
  readonly isInUse: (credentials: Credentials) => boolean
}

export interface SaveOptions {
  /** The day on which the secret expires, as the user entered it, YYYY-MM-DD. */
  readonly secretExpires?: string | null
  /** The result of `nextRequestNumber` when the save was requested; by default, a new number. */
  readonly requestNumber?: number
}

interface Deps {
  readonly file: SettingsFile
  readonly cipher: Cipher
  readonly platform: string
  /** ms since 1970. */
  readonly now: () => number
  /** Called when the status changes for a reason other than a call of `save` or `forget`. */
  readonly onChange: () => void
}

/** The credentials in use; their secret is in memory. */
interface Session { readonly credentials: Credentials, readonly profile: Profile, readonly place: SecretPlace }

const kindOf = ({ certificate }: Profile): CredentialKind => certificate ? 'certificate' : 'secret'

/** Returns the error with the kind of the sealed credential in its details. */
function withKind(error: unknown, profile: Profile): unknown {
  return error instanceof AppError ? new AppError(error.code, { ...error.details, credential: kindOf(profile) }) : error
}

function credentialsFrom(text: string, { tenantId, clientId, api, cloud, certificate }: Profile): Credentials {
  return { tenantId, clientId, api, cloud, credential: credentialFrom(text, certificate) }
}

/** Returns the profile to store for credentials, without their secret. `now`: ms since 1970. */
function profileOf({ tenantId, clientId, api, cloud, credential }: Credentials, secretExpires: string | null, now: number): Profile {
  const isSecret = credential.kind === 'secret'
  return {
    tenantId,
    clientId,
    api,
    cloud,
    certificate: isSecret ? null : credential.certificate,
    secretExpiry: isSecret && secretExpires !== null ? { date: secretExpires, source: 'noted' } : null,
    savedAt: new Date(now).toISOString(),
  }
}

/** Returns only the fields of a profile; the stored object has more. */
function profileFields({ tenantId, clientId, savedAt, api, cloud, certificate, secretExpiry }: Profile): Profile {
  return { tenantId, clientId, savedAt, api, cloud, certificate, secretExpiry }
}

function statusOf(session: Session | null, store: ProfileStore, cipher: Cipher): VaultStatus {
  const { profile, problem } = store.read()
  const current = session?.profile ?? profile
  return {
    profile: current && profileFields(current),
    secret: session?.place ?? (profile?.sealed ? { kind: 'sealed', backend: profile.sealed.backend } : { kind: 'none' }),
    storage: { backend: cipher.backend(), protects: cipher.protects() },
    problems: [problem, store.writeProblem()].filter(each => each !== null),
  }
}

const sameSecret = (a: Credentials, b: Credentials): boolean => sameApp(a, b) && sameCredential(a.credential, b.credential)

interface Parts extends Pick<Deps, 'file' | 'cipher' | 'platform'> {
  readonly store: ProfileStore
  readonly order: SaveOrder
  readonly state: { session: Session | null }
}

/** Creates `load`, which unseals the stored secret once and keeps it in memory for the session. */
function createLoad({ file, cipher, platform, store, order, state }: Parts): Vault['load'] {
  let opening: { readonly done: Promise<void>, readonly changed: AbortSignal } | null = null

  const reseal = async (text: string, changed: AbortSignal) => {
    const sealed = await seal(cipher, text, platform)
    if (!changed.aborted && state.session && typeof sealed !== 'string') await store.save(state.session.profile, sealed)
  }

  const open = async (changed: AbortSignal) => {
    await store.settled()
    if (state.session || changed.aborted) return
    const stored = file.read()
    if (!stored) throw new AppError('no-credentials')
    const { sealed, ...profile } = stored
    if (!sealed) throw new AppError('secret-missing', { credential: kindOf(profile) })
    const { text, shouldReseal } = await unseal(cipher, sealed, platform).catch((error: unknown) => { throw withKind(error, profile) })
    if (changed.aborted) return
    state.session = { credentials: credentialsFrom(text, profile), profile, place: { kind: 'sealed', backend: sealed.backend } }
    if (shouldReseal) await reseal(text, changed)
  }

  /** Unseals the secret. Simultaneous calls share one keyring prompt. */
  const openOnce = (changed: AbortSignal): Promise<void> => {
    if (opening && !opening.changed.aborted) return opening.done
    const mine = { changed, done: open(changed).finally(() => { if (opening === mine) opening = null }) }
    opening = mine
    return mine.done
  }

  return async (signal) => {
    const changed = order.untilChange()
    try {
      if (!state.session) await unlessAborted(AbortSignal.any([changed, ...signal ? [signal] : []]), () => openOnce(changed))
    } catch (error) {
      // If other credentials were saved in the meantime, a failure to unseal the old ones does not matter.
      if (!changed.aborted || signal?.aborted) throw error
    }
    if (!state.session) throw new AppError('cancelled')
    return state.session.credentials
  }
}

export function createVault({ file, cipher, platform, now, onChange }: Deps): Vault {
  const store = createProfileStore(file)
  const order = createSaveOrder()
  const state: { session: Session | null } = { session: null }

  const status = (): VaultStatus => statusOf(state.session, store, cipher)

  const save: Vault['save'] = async (credentials, { secretExpires = null, requestNumber = order.nextRequestNumber() } = {}) => {
    order.check(requestNumber)
    const profile = profileOf(credentials, secretExpires, now())
    const sealed = await unlessAborted(order.untilDeletion(), () => seal(cipher, secretText(credentials.credential), platform))
    order.check(requestNumber)
    order.saved(requestNumber)
    const isSealed = typeof sealed !== 'string'
    state.session = { credentials, profile, place: isSealed ? { kind: 'sealed', backend: sealed.backend } : { kind: 'session', reason: sealed } }
    const isWritten = await store.save(profile, isSealed ? sealed : null)
    if (isSealed && !isWritten && state.session && !order.isOutdated(requestNumber)) {
      state.session = { ...state.session, place: { kind: 'session', reason: 'settings-unwritable' } }
    }
    return status()
  }

  const noteExpired = async (credentials: Credentials): Promise<void> => {
    if (!state.session || !sameSecret(state.session.credentials, credentials)) return
    const { profile: before, place } = state.session
    const profile = { ...before, secretExpiry: foundExpired(before.secretExpiry, now()) }
    state.session = { ...state.session, profile }
    if (place.kind === 'sealed') await store.updateExpiry(profile)
    onChange()
  }

  const forget = async () => {
    const before = state.session
    const requestNumber = order.deleted()
    state.session = null
    await store.clear(() => { if (!order.isOutdated(requestNumber)) state.session = before })
  }

  return {
    status,
    profile: () => state.session?.profile ?? status().profile,
    load: createLoad({ file, cipher, platform, store, order, state }),
    save,
    noteExpired,
    forget,
    nextRequestNumber: order.nextRequestNumber,
    isInUse: credentials => state.session !== null && sameSecret(state.session.credentials, credentials),
  }
}
