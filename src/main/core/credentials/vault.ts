/**
 * @file Keeps one profile's credentials: the ids and the sealed secret in the settings file, or the secret in memory for
 * this session where no keyring protects it. Never deletes a sealed secret unasked.
 */
import type { Failure } from '../../../shared/failure'
import type { CredentialKind } from '../../../shared/credential'
import type { Profile, SecretPlace, Settings } from '../../../shared/model'
import type { Cipher, Sealed } from './sealing'
import type { Credentials } from './credential'
import { sameApp } from '../../../shared/ids'
import { credentialFrom, sameCredential, secretText } from './credential'
import { AppError, failureOf } from '../errors'
import { foundExpired } from './expiry'
import { seal, unseal } from './sealing'

export interface StoredProfile extends Profile {
  /** null where only the ids are kept. */
  readonly sealed: Sealed | null
}

export interface SettingsFile {
  /** null when nothing is stored. Throws `settings-damaged` or `settings-unreadable`; deletes nothing. */
  readonly read: () => StoredProfile | null
  /** Throws `settings-unwritable`. A file that was damaged is kept under another name. */
  readonly write: (profile: StoredProfile) => Promise<void>
  /** Throws `settings-unwritable`. */
  readonly clear: () => Promise<void>
}

/** What Settings shows of one profile. */
export type VaultStatus = Omit<Settings, 'profileId' | 'profiles'>

export interface Vault {
  readonly status: () => VaultStatus
  /** Of the credentials in use, or else of the saved ones; without a look at the file once they are in use. */
  readonly profile: () => Profile | null
  /** The saved secret, opened. Throws AppError: `no-credentials`, `secret-missing`, `keyring-…`, `secret-unreadable`, `settings-…`. */
  readonly load: () => Promise<Credentials>
  /** Saves as well as this computer can; the answer says where the secret is now. Throws `cancelled` where all was forgotten meanwhile. */
  readonly save: (credentials: Credentials, options?: SaveOptions) => Promise<VaultStatus>
  /** Entra refused these as expired: that is remembered where they are the ones in use. */
  readonly noteExpired: (credentials: Credentials) => Promise<void>
  /** Deletes profile and secret. Throws `settings-unwritable`. */
  readonly forget: () => Promise<void>
  /** How often all was forgotten: what was begun before must not come back after it. */
  readonly forgets: () => number
}

export interface SaveOptions {
  /** The day on which the secret expires, as somebody noted it, YYYY-MM-DD. */
  readonly secretExpires?: string | null
  /** What `forgets` was when saving was asked for; now, where it is not given. */
  readonly asked?: number
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

/** The settings file, with its last failure to be written remembered. */
function createShelf(file: SettingsFile) {
  let writeProblem: Failure | null = null
  const read = (): { profile: StoredProfile | null, problem: Failure | null } => {
    try {
      return { profile: file.read(), problem: null }
    } catch (error) {
      return { profile: null, problem: failureOf(error) }
    }
  }
  const write = async (profile: StoredProfile): Promise<boolean> => {
    try {
      await file.write(profile)
      writeProblem = null
    } catch (error) {
      writeProblem = failureOf(error)
    }
    return writeProblem === null
  }
  return {
    /** What is stored, or what is wrong with it. */
    read,
    /** Whether it could be written. */
    write,
    /** Keeps what was learned of the secret's end, where it is still the secret of that app that is stored. */
    note: async ({ savedAt, secretExpiry }: Profile): Promise<void> => {
      const { profile } = read()
      if (profile?.savedAt === savedAt) await write({ ...profile, secretExpiry })
    },
    clear: async () => { await file.clear(); writeProblem = null },
    writeProblem: () => writeProblem,
  }
}

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

function statusOf(session: Session | null, shelf: ReturnType<typeof createShelf>, cipher: Cipher): VaultStatus {
  const { profile, problem } = shelf.read()
  const { tenantId, clientId, savedAt, api, cloud, certificate = null, secretExpiry = null } = session?.profile ?? profile ?? {}
  return {
    profile: tenantId && clientId && savedAt && api && cloud ? { tenantId, clientId, savedAt, api, cloud, certificate, secretExpiry } : null,
    secret: session?.place ?? (profile?.sealed ? { kind: 'sealed', backend: profile.sealed.backend } : { kind: 'none' }),
    storage: { backend: cipher.backend(), protects: cipher.protects() },
    problems: [problem, shelf.writeProblem()].filter(each => each !== null),
  }
}

export function createVault({ file, cipher, platform, now, onChange }: Deps): Vault {
  const shelf = createShelf(file)
  let session: Session | null = null
  let forgets = 0
  const unlessForgotten = (asked: number) => { if (forgets !== asked) throw new AppError('cancelled') }

  const status = (): VaultStatus => statusOf(session, shelf, cipher)

  const load = async (): Promise<Credentials> => {
    if (session) return session.credentials
    const asked = forgets
    const stored = file.read()
    if (!stored) throw new AppError('no-credentials')
    const { sealed, ...profile } = stored
    if (!sealed) throw new AppError('secret-missing', { credential: kindOf(profile) })
    const { text, shouldReseal } = await unseal(cipher, sealed, platform).catch((error: unknown) => { throw naming(error, profile) })
    unlessForgotten(asked)
    const credentials = credentialsFrom(text, profile)
    session = { credentials, profile, place: { kind: 'sealed', backend: sealed.backend } }
    if (shouldReseal) {
      const again = await seal(cipher, text, platform)
      unlessForgotten(asked)
      if (typeof again !== 'string') await shelf.write({ ...profile, sealed: again })
    }
    return credentials
  }

  const save = async (credentials: Credentials, { secretExpires = null, asked = forgets }: SaveOptions = {}): Promise<VaultStatus> => {
    unlessForgotten(asked)
    const profile = profileOf(credentials, secretExpires, now())
    const sealed = await seal(cipher, secretText(credentials.credential), platform)
    unlessForgotten(asked)
    if (typeof sealed !== 'string') {
      const written = await shelf.write({ ...profile, sealed })
      session = { credentials, profile, place: written ? { kind: 'sealed', backend: sealed.backend } : { kind: 'session', reason: 'settings-unwritable' } }
      return status()
    }
    // A sealed secret that is on disk stays as it is: it may open again once its keyring is back.
    const { profile: before, problem } = shelf.read()
    if (!before?.sealed && !problem) await shelf.write({ ...profile, sealed: null })
    session = { credentials, profile, place: { kind: 'session', reason: sealed } }
    return status()
  }

  const noteExpired = async (credentials: Credentials): Promise<void> => {
    if (!session || !sameApp(session.credentials, credentials) || !sameCredential(session.credentials.credential, credentials.credential)) return
    const { profile, place } = session
    const secretExpiry = foundExpired(profile.secretExpiry, now())
    session = { ...session, profile: { ...profile, secretExpiry } }
    if (place.kind === 'sealed') await shelf.note(session.profile)
    onChange()
  }

  const forget = async () => {
    forgets++
    await shelf.clear()
    session = null
  }

  return { status, profile: () => session?.profile ?? status().profile, load, save, noteExpired, forget, forgets: () => forgets }
}
