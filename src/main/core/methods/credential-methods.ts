/** @file Implements the IPC methods for credentials: choosing, saving and forgetting them. */
import type { Methods } from '../../../shared/contract/ipc'
import type { CredentialKind } from '../../../shared/contract/credential'
import type { CredentialInput, Settings } from '../../../shared/contract/model'
import type { SwitchableSession, Profiles } from '../profiles/profiles'
import type { Credentials } from '../credentials/credential'
import type { Tokens } from '../token/tokens'
import type { Certificates } from '../credentials/certificates'
import type { Vault } from '../credentials/vault'
import type { Preferences } from '../preferences/preferences'
import { profileTitle } from '../../../shared/rules/profile-title'
import { isUnverified } from '../../../shared/rules/failure-facts'
import { sameApp } from '../../../shared/values/ids'
import { AppError } from '../base/errors'
import { sameTarget } from '../profiles/profile-list'

/** The parts of a profile session that these methods use. */
interface CredentialSession extends SwitchableSession {
  readonly vault: Vault
  readonly tokens: Tokens
  readonly certificates: Certificates
  readonly collections: { readonly clear: () => void }
  readonly connectionTest: { readonly cancel: () => void }
  readonly preferences: Pick<Preferences, 'forget'>
}

/** The question that the user answers before unverified credentials replace saved ones. */
export interface ReplaceQuestion {
  /** The title of the profile. */
  readonly profile: string
  /** The kind of the saved credential. */
  readonly saved: CredentialKind
}

/** The question that the user answers before a profile and its credentials are deleted. */
export interface ForgetQuestion {
  /** The title of the profile. */
  readonly profile: string
  /** Whether it is the only stored profile. */
  readonly isLast: boolean
  /** Whether the key of an unsaved certificate would be lost as well. */
  readonly losesKey: boolean
}

export interface CredentialMethodDeps {
  /** Resolves with true to replace them. */
  readonly askToReplace: (question: ReplaceQuestion) => Promise<boolean>
  /** Resolves with true to delete them. */
  readonly askToForget: (question: ForgetQuestion) => Promise<boolean>
  /** Deletes the copies of damaged state files, which may contain the ID of a forgotten profile. */
  readonly deleteStateCopies: () => void
}

interface Deps extends CredentialMethodDeps {
  readonly profiles: Profiles<CredentialSession>
  readonly emitSettings: (settings: Settings) => void
}

type CredentialMethods = Pick<Methods, 'settings' | 'saveCredentials' | 'forgetCredentials' | 'chooseCertificate' | 'openCertificate' | 'makeCertificate' | 'savePublicPart' | 'chosenCertificate' | 'discardCertificate'>

/** Returns the credentials for the user's input. A saved secret is used for its own tenant and client only. */
async function completed({ credential, tenantId, clientId, api, cloud }: CredentialInput, { vault, certificates }: CredentialSession): Promise<Credentials> {
  const ids = { tenantId, clientId, api, cloud }
  if (credential.kind === 'secret') return { ...ids, credential }
  if (credential.kind === 'certificate') {
    const { client } = certificates.chosen() ?? {}
    if (!client) throw new AppError('certificate-not-chosen')
    return { ...ids, credential: { kind: 'certificate', privateKey: client.privateKey, certificate: client.certificate } }
  }
  const saved = await vault.load()
  if (!sameApp(saved, ids)) throw new AppError('secret-missing', { credential: saved.credential.kind })
  return { ...ids, credential: saved.credential }
}

/** Returns whether to save despite a refusal: Entra does not know a certificate that this app made until its upload. It must not replace other credentials. */
function awaitsUpload(error: AppError, { credential }: CredentialInput, { certificates, vault }: CredentialSession): boolean {
  return error.code === 'certificate-unknown'
    && credential.kind === 'certificate' && certificates.chosen()?.made === true && vault.status().secret.kind === 'none'
}

/** Returns whether saving would lose other credentials. The current secret, entered again or with another API or cloud, replaces none. */
function wouldReplace(credentials: Credentials, { vault }: CredentialSession): boolean {
  return vault.status().secret.kind !== 'none' && !vault.isInUse(credentials)
}

function titleIn({ profiles }: Settings, profileId: string): string {
  const entry = profiles.find(({ id }) => id === profileId)
  return entry ? profileTitle(entry) : ''
}

type ForgetDeps = Pick<Deps, 'profiles' | 'askToForget' | 'deleteStateCopies'> & { readonly onForgotten: () => void }

function createForget({ profiles, askToForget, deleteStateCopies, onForgotten }: ForgetDeps): Methods['forgetCredentials'] {
  return async ({ profileId }) => {
    const settings = profiles.settings()
    const losesKey = profiles.requireCurrent(profileId).certificates.chosen()?.made === true
    if (!await askToForget({ profile: titleIn(settings, profileId), isLast: settings.profiles.length < 2, losesKey })) return 'kept'
    // The user may have switched profiles while the dialog was open.
    const { vault, tokens, certificates, collections, connectionTest, preferences } = profiles.requireCurrent(profileId)
    connectionTest.cancel()
    await vault.forget()
    tokens.end()
    certificates.forget()
    collections.clear()
    deleteStateCopies()
    try {
      preferences.forget()
    } finally {
      profiles.replaceForgotten(profileId)
      onForgotten()
    }
    return 'forgotten'
  }
}

export function createCredentialMethods({ profiles, emitSettings, askToReplace, askToForget, deleteStateCopies }: Deps): CredentialMethods {
  const publishSettings = (): Settings => {
    const settings = profiles.settings()
    emitSettings(settings)
    return settings
  }
  /** Saves in the profile, and drops the incidents if they belong to another target. `requestNumber`: as in SaveOptions. */
  const save = async (session: CredentialSession, credentials: Credentials, input: CredentialInput, requestNumber: number): Promise<Settings> => {
    const { secretExpires, credential } = input
    const { vault, collections, certificates, connectionTest } = session
    // Other credentials were saved after these were loaded.
    if (credential.kind === 'saved' && !vault.isInUse(credentials)) throw new AppError('cancelled')
    const before = vault.status().profile
    connectionTest.cancel()
    const { profile } = await vault.save(credentials, { secretExpires, requestNumber })
    if (credential.kind === 'certificate') certificates.forget()
    else certificates.drop()
    if (!before || !profile || !sameTarget(before, profile)) collections.clear()
    return publishSettings()
  }
  const questionAbout = ({ vault }: CredentialSession, profileId: string): ReplaceQuestion => {
    return { profile: titleIn(profiles.settings(), profileId), saved: vault.status().profile?.certificate ? 'certificate' : 'secret' }
  }
  return {
    settings: () => profiles.settings(),
    chooseCertificate: () => profiles.current().certificates.choose(),
    openCertificate: ({ passphrase }) => profiles.current().certificates.open(passphrase),
    makeCertificate: () => profiles.current().certificates.make(),
    savePublicPart: () => profiles.current().certificates.savePublicPart(),
    chosenCertificate: () => profiles.current().certificates.unsaved(),
    discardCertificate: ({ profileId }) => profiles.requireCurrent(profileId).certificates.forget(),
    saveCredentials: async ({ profileId, ...input }) => {
      const session = profiles.requireCurrent(profileId)
      const { vault, tokens } = session
      const requestNumber = vault.nextRequestNumber()
      const credentials = await completed(input, session)
      try {
        const { access, keep } = await tokens.check(credentials)
        const settings = await save(session, credentials, input, requestNumber)
        keep()
        return { settings, check: { kind: 'accepted', access } }
      } catch (error) {
        if (!(error instanceof AppError) || !(isUnverified(error.code) || awaitsUpload(error, input, session))) throw error
        if (wouldReplace(credentials, session) && !await askToReplace(questionAbout(session, profileId))) {
          return { settings: profiles.settings(), check: { kind: 'kept', failure: error.failure } }
        }
        tokens.forget()
        return { settings: await save(session, credentials, input, requestNumber), check: { kind: 'unchecked', failure: error.failure } }
      }
    },
    forgetCredentials: createForget({ profiles, askToForget, deleteStateCopies, onForgotten: publishSettings }),
  }
}
