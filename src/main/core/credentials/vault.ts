/**
 * @file Keeps one profile's credentials: the ids and the sealed secret in the settings file, or the secret in memory for
 * this session where no keyring protects it. Never deletes a sealed secret unasked.
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

/** What Settings shows of one profile. */
export type VaultStatus = Omit<Settings, 'profileId' | 'profiles'>

export interface Vault {
  readonly status: () => VaultStatus
  /** Of the credentials in use, or else of the saved ones; without a look at the file once they are in use. */
  readonly profile: () => Profile | null
  /**
   * Returns the saved credentials, the newest ones if others are saved meanwhile. Throws AppError: `no-credentials`, `secret-missing`,
   * `keyring-…`, `secret-unreadable`, `settings-…`; `cancelled` at once when `signal` aborts or everything is forgotten, even while the
   * keyring still prompts. A secret that is opened after `signal` aborted is kept for the next call.
   */
  readonly load: (signal?: AbortSignal) => Promise<Credentials>
  /**
   * Saves as well as this computer can; the result says where the secret is now. Throws `cancelled` if everything was forgotten, or
   * other credentials were saved that were requested later.
   */
  readonly save: (credentials: Credentials, options?: SaveOptions) => Promise<VaultStatus>
  /** Entra refused these as expired: that is remembered where they are the ones in use. */
  readonly noteExpired: (credentials: Credentials) => Promise<void>
  /** Deletes profile and secret. Throws `settings-unwritable`. */
  readonly forget: () => Promise<void>
  /** Returns the place of a save that is about to be prepared: of two saves, or a save and a deletion, the later request wins. */
  readonly place: () => number
  /** Whether these are the credentials that this session has opened or saved. Never touches the keyring. */
  readonly isInUse: (credentials: Credentials) => boolean
}

export interface SaveOptions {
  /** The day on which the secret expires, as somebody noted it, YYYY-MM-DD. */
  readonly secretExpires?: string | null
  /** From `place`, taken when the save was requested; now if not given. */
  readonly place?: number
}

interface Deps {
  readonly file: SettingsFile
  readonly cipher: Cipher
  readonly platform: string
  /** ms since 1970. */
  readonly now: () => number
  /** What `status` tells changed without anybody's asking. */
  readonly onChange: () => void
}

/** The credentials in use, with the secret in memory. */
interface Session { readonly credentials: Credentials, readonly profile: Profile, readonly place: SecretPlace }

const kindOf = ({ certificate }: Profile): CredentialKind => certificate ? 'certificate' : 'secret'

/** A failure to open what is sealed, naming what it is. */
function naming(error: unknown, profile: Profile): unknown {
  return error instanceof AppError ? new AppError(error.code, { ...error.details, credential: kindOf(profile) }) : error
}

function credentialsFrom(text: string, { tenantId, clientId, api, cloud, certificate }: Profile): Credentials {
  return { tenantId, clientId, api, cloud, credential: credentialFrom(text, certificate) }
}

/** What is known of credentials besides the secret. `now`: ms since 1970. */
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

/** A profile without what is stored beside it. */
function factsOf({ tenantId, clientId, savedAt, api, cloud, certificate, secretExpiry }: Profile): Profile {
  return { tenantId, clientId, savedAt, api, cloud, certificate, secretExpiry }
}

function statusOf(session: Session | null, shelf: ProfileStore, cipher: Cipher): VaultStatus {
  const { profile, problem } = shelf.read()
  const known = session?.profile ?? profile
  return {
    profile: known && factsOf(known),
    secret: session?.place ?? (profile?.sealed ? { kind: 'sealed', backend: profile.sealed.backend } : { kind: 'none' }),
    storage: { backend: cipher.backend(), protects: cipher.protects() },
    problems: [problem, shelf.writeProblem()].filter(each => each !== null),
  }
}

const sameSecret = (a: Credentials, b: Credentials): boolean => sameApp(a, b) && sameCredential(a.credential, b.credential)

interface Parts extends Pick<Deps, 'file' | 'cipher' | 'platform'> {
  readonly shelf: ProfileStore
  readonly order: SaveOrder
  readonly state: { session: Session | null }
}

/** Makes `load`: opens the stored secret once and keeps it for the session. */
function createLoad({ file, cipher, platform, shelf, order, state }: Parts): Vault['load'] {
  let opening: { readonly done: Promise<void>, readonly changed: AbortSignal } | null = null

  const reseal = async (text: string, changed: AbortSignal) => {
    const sealed = await seal(cipher, text, platform)
    if (!changed.aborted && state.session && typeof sealed !== 'string') await shelf.keep(state.session.profile, sealed)
  }

  const open = async (changed: AbortSignal) => {
    await shelf.settled()
    if (state.session || changed.aborted) return
    const stored = file.read()
    if (!stored) throw new AppError('no-credentials')
    const { sealed, ...profile } = stored
    if (!sealed) throw new AppError('secret-missing', { credential: kindOf(profile) })
    const { text, shouldReseal } = await unseal(cipher, sealed, platform).catch((error: unknown) => { throw naming(error, profile) })
    if (changed.aborted) return
    state.session = { credentials: credentialsFrom(text, profile), profile, place: { kind: 'sealed', backend: sealed.backend } }
    if (shouldReseal) await reseal(text, changed)
  }

  /** All calls share one prompt of the keyring. */
  const opened = (changed: AbortSignal): Promise<void> => {
    if (opening && !opening.changed.aborted) return opening.done
    const mine = { changed, done: open(changed).finally(() => { if (opening === mine) opening = null }) }
    opening = mine
    return mine.done
  }

  return async (signal) => {
    const changed = order.untilChange()
    try {
      if (!state.session) await unlessAborted(AbortSignal.any([changed, ...signal ? [signal] : []]), () => opened(changed))
    } catch (error) {
      // Other credentials were saved meanwhile: whatever became of the old ones does not matter any more.
      if (!changed.aborted || signal?.aborted) throw error
    }
    if (!state.session) throw new AppError('cancelled')
    return state.session.credentials
  }
}

export function createVault({ file, cipher, platform, now, onChange }: Deps): Vault {
  const shelf = createProfileStore(file)
  const order = createSaveOrder()
  const state: { session: Session | null } = { session: null }

  const status = (): VaultStatus => statusOf(state.session, shelf, cipher)

  const save = async (credentials: Credentials, { secretExpires = null, place = order.place() }: SaveOptions = {}): Promise<VaultStatus> => {
    order.check(place)
    const profile = profileOf(credentials, secretExpires, now())
    const sealed = await unlessAborted(order.untilDeletion(), () => seal(cipher, secretText(credentials.credential), platform))
    order.check(place)
    order.saved(place)
    const isSealed = typeof sealed !== 'string'
    state.session = { credentials, profile, place: isSealed ? { kind: 'sealed', backend: sealed.backend } : { kind: 'session', reason: sealed } }
    const isWritten = await shelf.keep(profile, isSealed ? sealed : null)
    if (isSealed && !isWritten && state.session && !order.isOutdated(place)) {
      state.session = { ...state.session, place: { kind: 'session', reason: 'settings-unwritable' } }
    }
    return status()
  }

  const noteExpired = async (credentials: Credentials): Promise<void> => {
    if (!state.session || !sameSecret(state.session.credentials, credentials)) return
    const { profile: before, place } = state.session
    const profile = { ...before, secretExpiry: foundExpired(before.secretExpiry, now()) }
    state.session = { ...state.session, profile }
    if (place.kind === 'sealed') await shelf.note(profile)
    onChange()
  }

  const forget = async () => {
    const before = state.session
    const place = order.deleted()
    state.session = null
    await shelf.clear(() => { if (!order.isOutdated(place)) state.session = before })
  }

  return {
    status,
    profile: () => state.session?.profile ?? status().profile,
    load: createLoad({ file, cipher, platform, shelf, order, state }),
    save,
    noteExpired,
    forget,
    place: order.place,
    isInUse: credentials => state.session !== null && sameSecret(state.session.credentials, credentials),
  }
}
