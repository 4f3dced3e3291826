/** @file Tests saving credentials: Entra's response, the saved credentials and the user's answer decide which credentials are kept. */
import type { CredentialInput } from '../../../shared/contract/model'
import type { SwitchableSession, Profiles } from '../profiles/profiles'
import type { ErrorCode } from '../../../shared/contract/failure'
import type { ForgetQuestion, ReplaceQuestion } from './credential-methods'
import type { Cipher } from '../credentials/sealing'
import type { StoredProfile } from '../credentials/stored-profile'
import { Buffer } from 'node:buffer'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../base/errors'
import { createTokens } from '../token/tokens'
import { createCertificates } from '../credentials/certificates'
import { createCredentialMethods } from './credential-methods'
import { createVault } from '../credentials/vault'

const tenantId = '11111111-2222-4333-8444-55555555555a'
const clientId = '66666666-7777-4888-9999-00000000000b'
const certificate = { subject: 'CN=x', thumbprintSha256: 'F'.repeat(64), thumbprintSha1: 'E'.repeat(40), notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const client = { certificate, privateKey: '-----BEGIN PRIVATE KEY-----\nx', publicPart: '' }
const inputOf = (credential: CredentialInput['credential'], changed: Partial<CredentialInput> = {}) =>
  ({ profileId: 'p', tenantId, clientId, api: 'defender-xdr', cloud: 'worldwide', secretExpires: null, credential, ...changed } as const)
const secret = (clientSecret: string) => ({ kind: 'secret', clientSecret } as const)

interface Control {
  whileChecked?: (() => Promise<unknown>) | undefined
  whileForgetAsked?: () => Promise<unknown>
  forgets: boolean
  onPreferencesForgotten?: () => void
  /** The ID of the current profile. */
  currentId: string
}

interface Given { readonly protects?: boolean, readonly answer?: boolean, readonly whileAsked?: () => Promise<unknown> }

/** A keyring that is open, with a ciphertext that is the text itself. */
const aCipher = (protects: boolean): Cipher => ({
  backend: () => 'dpapi', protects: () => protects, prepare: async () => 'ready', seal: async text => Buffer.from(text),
  open: async ciphertext => ({ text: ciphertext.toString(), shouldReseal: false }),
})

function setUp({ protects = true, answer = false, whileAsked }: Given = {}) {
  let stored: StoredProfile | null = null
  let refusal: ErrorCode | null = null
  const questions: ReplaceQuestion[] = []
  const forgetQuestions: ForgetQuestion[] = []
  const vault = createVault({
    file: { read: () => stored, write: async (profile) => { stored = profile }, clear: async () => { stored = null } },
    cipher: aCipher(protects),
    platform: 'win32',
    now: () => 0,
    onChange: () => undefined,
  })
  const control: Control = { forgets: true, currentId: 'p' }
  const acquire = async () => {
    const act = control.whileChecked
    control.whileChecked = undefined
    await act?.()
    if (refusal) throw new AppError(refusal)
    return { value: 'a.b.c', obtainedAt: 0, expiresAt: null }
  }
  const tokens = createTokens({ vault, signIn: { acquire, forget: () => undefined }, clock: { now: () => 0, monotonic: () => 0, wait: async () => undefined } })
  const certificates = createCertificates({
    askWhichFiles: async () => [{ name: 'f', bytes: Buffer.alloc(1) }], savePublicPart: async () => 'f', read: async () => client, make: async () => client,
  })
  const nothing = () => undefined
  /** Other events, in order. */
  const effects: string[] = []
  const happens = (what: string) => () => { effects.push(what) }
  const preferences = { forget: () => { effects.push('preferences forgotten'); control.onPreferencesForgotten?.() } }
  const session = { vault, tokens, certificates, collections: { clear: happens('list cleared') }, connectionTest: { cancel: happens('test cancelled') }, preferences, leave: nothing, holdsKey: () => false }
  const entry = { id: 'p', name: 'Contoso', tenantId, api: 'defender-xdr', cloud: 'worldwide', expiry: null, unusable: false } as const
  const settings = () => ({ ...vault.status(), source: 'live' as const, profileId: 'p', profiles: [entry] })
  const profiles: Profiles<typeof session & SwitchableSession> = {
    current: () => session, currentId: () => control.currentId, settings,
    requireCurrent: (id) => {
      if (id !== control.currentId) throw new AppError('cancelled')
      return session
    },
    choose: async () => undefined, add: () => undefined, duplicate: async () => '',
    rename: async () => undefined, replaceForgotten: id => effects.push(`${id} replaced`),
    exported: () => ({ bytes: Buffer.alloc(0), skipped: 0 }), imported: async () => ({ count: 0, skipped: 0 }),
  }
  const methods = createCredentialMethods({
    profiles,
    emitSettings: ({ secret }) => effects.push(`told ${secret.kind}`),
    askToReplace: async (question) => {
      questions.push(question)
      await whileAsked?.()
      return answer
    },
    deleteStateCopies: happens('state copies deleted'),
    askToForget: async (question) => {
      forgetQuestions.push(question)
      await control.whileForgetAsked?.()
      return control.forgets
    },
  })
  const refuseWith = (code: ErrorCode | null) => { refusal = code }
  return { control, methods, vault, tokens, certificates, questions, forgetQuestions, effects, stored: () => stored, refuseWith }
}

const inUse = async ({ vault }: ReturnType<typeof setUp>) => {
  const { credential } = await vault.load()
  return credential.kind === 'secret' ? credential.clientSecret : credential.kind
}

describe.each([['sealed', true], ['session-only', false]] as const)('with a saved secret that is %s', (_name, protects) => {
  const saved = async (given: Given = {}) => {
    const all = setUp({ protects, ...given })
    await all.methods.saveCredentials(inputOf(secret('old')))
    return all
  }

  it.each<ErrorCode>(['dns', 'server-error', 'throttled', 'not-json', 'sign-in-unclear', 'token-empty', 'timeout'])('after %s, another secret replaces it only if the user agrees', async (code) => {
    const kept = await saved()
    const before = kept.stored()
    kept.refuseWith(code)
    expect((await kept.methods.saveCredentials(inputOf(secret('new')))).check).toMatchObject({ kind: 'kept', failure: { code } })
    expect([await inUse(kept), kept.questions]).toEqual(['old', [{ profile: 'Contoso', saved: 'secret' }]])
    expect(kept.stored()).toBe(before)
    expect(kept.tokens.access()).not.toBeNull()

    const replaced = await saved({ answer: true })
    replaced.refuseWith(code)
    expect((await replaced.methods.saveCredentials(inputOf(secret('new')))).check).toMatchObject({ kind: 'unchecked' })
    expect([await inUse(replaced), replaced.questions.length]).toEqual(['new', 1])
  })

  it.each<[string, Partial<CredentialInput>]>([
    ['another tenant', { tenantId: 'contoso.example' }], ['another app', { clientId: tenantId }],
  ])('the same secret for %s causes the question as well', async (_what, changed) => {
    const all = await saved()
    all.refuseWith('dns')
    expect((await all.methods.saveCredentials(inputOf(secret('old'), changed))).check.kind).toBe('kept')
    expect(all.vault.profile()).toMatchObject({ tenantId, clientId })
  })

  it('a certificate causes the question as well, and stays chosen if the user declines', async () => {
    const all = await saved()
    await all.methods.chooseCertificate()
    all.refuseWith('dns')
    expect((await all.methods.saveCredentials(inputOf({ kind: 'certificate' }))).check.kind).toBe('kept')
    expect([await inUse(all), all.methods.chosenCertificate()]).toMatchObject(['old', { kind: 'chosen' }])
  })

  it.each<[string, CredentialInput['credential'], Partial<CredentialInput>]>([
    ['the same secret', secret('old'), {}],
    ['the same secret with IDs in another case', secret('old'), { tenantId: tenantId.toUpperCase(), clientId: clientId.toUpperCase() }],
    ['the saved secret for another API', { kind: 'saved' }, { api: 'microsoft-graph' }],
    ['the saved secret for another cloud', { kind: 'saved' }, { cloud: 'eu' }],
    ['the saved secret with IDs in another case', { kind: 'saved' }, { tenantId: tenantId.toUpperCase() }],
  ])('%s replaces nothing and causes no question', async (_what, credential, changed) => {
    const all = await saved()
    all.refuseWith('dns')
    expect((await all.methods.saveCredentials(inputOf(credential, changed))).check.kind).toBe('unchecked')
    expect([await inUse(all), all.questions]).toEqual(['old', []])
    expect(all.vault.profile()).toMatchObject(changed)
  })

  it.each<ErrorCode>(['secret-invalid', 'sign-in-refused', 'client-not-found'])('after %s, nothing is asked or saved', async (code) => {
    const all = await saved({ answer: true })
    all.refuseWith(code)
    await expect(all.methods.saveCredentials(inputOf(secret('new')))).rejects.toMatchObject({ code })
    expect([await inUse(all), all.questions]).toEqual(['old', []])
  })

  it('a secret that Entra accepts replaces it without a question', async () => {
    const all = await saved()
    expect((await all.methods.saveCredentials(inputOf(secret('new')))).check.kind).toBe('accepted')
    expect([await inUse(all), all.questions]).toEqual(['new', []])
  })

  it('a response received after the credentials were deleted saves nothing', async () => {
    const all = await saved({ answer: true, whileAsked: async () => all.methods.forgetCredentials({ profileId: 'p' }) })
    all.refuseWith('dns')
    await expect(all.methods.saveCredentials(inputOf(secret('new')))).rejects.toMatchObject({ code: 'cancelled' })
    expect([all.stored(), all.vault.profile()]).toEqual([null, null])
  })

  it('a response received after other credentials were saved saves nothing', async () => {
    const all = await saved({
      answer: true,
      whileAsked: async () => {
        all.refuseWith(null)
        await all.methods.saveCredentials(inputOf(secret('newest')))
      },
    })
    all.refuseWith('dns')
    await expect(all.methods.saveCredentials(inputOf(secret('new')))).rejects.toMatchObject({ code: 'cancelled' })
    expect(await inUse(all)).toBe('newest')
  })
})

it('choosing another API for the saved secret does not bring back an older secret', async () => {
  const all = setUp()
  await all.methods.saveCredentials(inputOf(secret('old')))
  // The first save takes longer. It ends while the credentials of the second save are checked.
  let end = () => undefined as void
  all.control.whileChecked = () => new Promise<void>((resolve) => { end = resolve })
  const first = all.methods.saveCredentials(inputOf(secret('newest')))
  await vi.waitUntil(() => all.control.whileChecked === undefined)
  all.control.whileChecked = async () => {
    end()
    await first
  }
  await expect(all.methods.saveCredentials(inputOf({ kind: 'saved' }, { api: 'microsoft-graph' }))).rejects.toMatchObject({ code: 'cancelled' })
  expect(await inUse(all)).toBe('newest')
})

it('unverified credentials are saved without a question if none are saved', async () => {
  const all = setUp()
  all.refuseWith('dns')
  expect((await all.methods.saveCredentials(inputOf(secret('new')))).check.kind).toBe('unchecked')
  expect([await inUse(all), all.questions]).toEqual(['new', []])
})

describe('a certificate', () => {
  it('is saved with its key, and then no longer counts as unsaved', async () => {
    const all = setUp()
    await all.methods.chooseCertificate()
    expect((await all.methods.saveCredentials(inputOf({ kind: 'certificate' }))).settings.profile?.certificate).toEqual(certificate)
    expect(all.methods.chosenCertificate()).toBeNull()
    // The same for a certificate that this app made.
    await all.methods.makeCertificate()
    await all.methods.saveCredentials(inputOf({ kind: 'certificate' }))
    expect((await all.vault.load()).credential).toEqual({ kind: 'certificate', privateKey: client.privateKey, certificate })
    expect(all.methods.chosenCertificate()).toBeNull()
  })

  it('must be chosen before it can be saved, and nothing is sent to Entra until then', async () => {
    const all = setUp()
    all.refuseWith('dns')
    await expect(all.methods.saveCredentials(inputOf({ kind: 'certificate' }))).rejects.toMatchObject({ code: 'certificate-not-chosen' })
    expect([all.stored(), all.questions]).toEqual([null, []])
  })

  it('made by this app is saved even if Entra does not know it yet', async () => {
    const all = setUp()
    await all.methods.makeCertificate()
    all.refuseWith('certificate-unknown')
    expect((await all.methods.saveCredentials(inputOf({ kind: 'certificate' }))).check).toMatchObject({ kind: 'unchecked', failure: { code: 'certificate-unknown' } })
    expect([await inUse(all), all.questions]).toEqual(['certificate', []])
  })

  it.each<[string, (all: ReturnType<typeof setUp>) => Promise<unknown>, ErrorCode]>([
    ['made here is refused for any other reason', all => all.methods.makeCertificate(), 'client-not-found'],
    ['from a file is refused if Entra does not know it', all => all.methods.chooseCertificate(), 'certificate-unknown'],
    ['made here is refused if credentials are saved already', async (all) => {
      await all.methods.saveCredentials(inputOf(secret('old')))
      await all.methods.makeCertificate()
    }, 'certificate-unknown'],
  ])('%s', async (_what, choose, code) => {
    const all = setUp({ answer: true })
    await choose(all)
    const before = all.stored()
    all.refuseWith(code)
    await expect(all.methods.saveCredentials(inputOf({ kind: 'certificate' }))).rejects.toMatchObject({ code })
    expect([all.stored(), all.questions, all.methods.chosenCertificate()?.certificate]).toEqual([before, [], certificate])
  })

  it('made by this app does not cause an unknown secret to be saved', async () => {
    const all = setUp()
    await all.methods.makeCertificate()
    all.refuseWith('certificate-unknown')
    await expect(all.methods.saveCredentials(inputOf(secret('new')))).rejects.toMatchObject({ code: 'certificate-unknown' })
  })

  it('from a file is dropped once a secret is saved; one made by this app is kept for its upload', async () => {
    const all = setUp()
    await all.methods.chooseCertificate()
    await all.methods.saveCredentials(inputOf(secret('one')))
    expect(all.methods.chosenCertificate()).toBeNull()
    await all.methods.makeCertificate()
    await all.methods.saveCredentials(inputOf(secret('two')))
    expect(all.methods.chosenCertificate()).toMatchObject({ kind: 'made' })
    all.methods.discardCertificate({ profileId: 'p' })
    expect(all.methods.chosenCertificate()).toBeNull()
  })

  it('is named in the question if it would be replaced', async () => {
    const all = setUp()
    await all.methods.chooseCertificate()
    await all.methods.saveCredentials(inputOf({ kind: 'certificate' }))
    all.refuseWith('dns')
    await all.methods.saveCredentials(inputOf(secret('new')))
    expect(all.questions).toEqual([{ profile: 'Contoso', saved: 'certificate' }])
  })

  it('that a passphrase protects is opened with the passphrase', async () => {
    const all = setUp()
    await expect(all.methods.openCertificate({ passphrase: 'p' })).rejects.toMatchObject({ code: 'certificate-not-chosen' })
  })
})

describe('a saved credential', () => {
  it.each<[string, Partial<CredentialInput>]>([['tenant', { tenantId: 'contoso.example' }], ['app', { clientId: tenantId }]])('is used for its own %s only', async (_what, changed) => {
    const all = setUp()
    await all.methods.saveCredentials(inputOf(secret('old')))
    await expect(all.methods.saveCredentials(inputOf({ kind: 'saved' }, changed))).rejects.toMatchObject({ code: 'secret-missing', details: { credential: 'secret' } })
  })

  it('is stored with the expiry date that the user entered', async () => {
    const all = setUp()
    const { settings } = await all.methods.saveCredentials(inputOf(secret('old'), { secretExpires: '2027-02-03' }))
    expect(settings.profile?.secretExpiry).toEqual({ date: '2027-02-03', source: 'noted' })
    expect(all.methods.settings()).toEqual(settings)
  })
})

describe('the list', () => {
  it.each<[string, Partial<CredentialInput>, boolean]>([
    ['another API', { api: 'microsoft-graph' }, true],
    ['another cloud', { cloud: 'eu' }, true],
    ['another tenant', { tenantId: 'contoso.example' }, true],
    ['another app', { clientId: tenantId }, true],
    ['another secret', {}, false],
    ['IDs in another case', { tenantId: tenantId.toUpperCase() }, false],
  ])('is cleared if it does not belong to %s: %j, %s', async (_what, changed, isCleared) => {
    const all = setUp()
    await all.methods.saveCredentials(inputOf(secret('old')))
    expect(all.effects).toEqual(['test cancelled', 'list cleared', 'told sealed'])
    all.effects.length = 0
    await all.methods.saveCredentials(inputOf(secret('new'), changed))
    expect(all.effects).toEqual(['test cancelled', ...isCleared ? ['list cleared'] : [], 'told sealed'])
  })
})

describe('the token', () => {
  it('of the check becomes current once the credentials are saved', async () => {
    const all = setUp()
    const { check } = await all.methods.saveCredentials(inputOf(secret('old')))
    expect(check).toEqual({ kind: 'accepted', access: all.tokens.access() })
  })

  it('is dropped if unverified credentials are saved', async () => {
    const all = setUp({ answer: true })
    await all.methods.saveCredentials(inputOf(secret('old')))
    all.refuseWith('dns')
    await all.methods.saveCredentials(inputOf(secret('new')))
    expect(all.tokens.access()).toBeNull()
  })
})

it('an unexpected error saves nothing', async () => {
  const all = setUp({ answer: true })
  all.control.whileChecked = async () => { throw new Error('unexpected') }
  await expect(all.methods.saveCredentials(inputOf(secret('new')))).rejects.toThrow('unexpected')
  expect(all.stored()).toBeNull()
})

it('forgetting ends the work of the profile, drops its data, and makes another profile current', async () => {
  const all = setUp()
  await all.methods.saveCredentials(inputOf(secret('old')))
  await all.methods.makeCertificate()
  all.effects.length = 0
  expect(await all.methods.forgetCredentials({ profileId: 'p' })).toBe('forgotten')
  expect(all.methods.settings().secret).toEqual({ kind: 'none' })
  expect(all.effects).toEqual(['test cancelled', 'list cleared', 'state copies deleted', 'preferences forgotten', 'p replaced', 'told none'])
  expect([all.stored(), all.tokens.access(), all.methods.chosenCertificate()]).toEqual([null, null, null])
})

describe('forgetting', () => {
  const saved = async () => {
    const all = setUp()
    await all.methods.saveCredentials(inputOf(secret('old')))
    return all
  }
  const forget = ({ methods }: ReturnType<typeof setUp>) => methods.forgetCredentials({ profileId: 'p' })

  it('asks the user, and deletes only if they agree', async () => {
    const all = await saved()
    all.control.forgets = false
    expect(await forget(all)).toBe('kept')
    expect(await inUse(all)).toBe('old')
    all.control.forgets = true
    expect(await forget(all)).toBe('forgotten')
    expect([all.stored(), all.vault.profile()]).toEqual([null, null])
    const question = { profile: 'Contoso', isLast: true, losesKey: false }
    expect(all.forgetQuestions).toEqual([question, question])
  })

  it('warns that the key of an unsaved certificate would be lost', async () => {
    const all = await saved()
    await all.methods.makeCertificate()
    await forget(all)
    expect(all.forgetQuestions).toEqual([{ profile: 'Contoso', isLast: true, losesKey: true }])
    expect(all.methods.chosenCertificate()).toBeNull()
  })

  it('reports preferences that stay in their files, and forgets everything else', async () => {
    const all = await saved()
    all.effects.length = 0
    all.control.onPreferencesForgotten = () => { throw new AppError('preferences-not-forgotten') }
    await expect(forget(all)).rejects.toMatchObject({ code: 'preferences-not-forgotten' })
    expect([all.stored(), all.tokens.access(), all.effects.slice(-2)]).toEqual([null, null, ['p replaced', 'told none']])
  })

  it('deletes nothing if the user switched profiles while the dialog was open', async () => {
    const all = await saved()
    all.control.whileForgetAsked = async () => { all.control.currentId = 'q' }
    await expect(forget(all)).rejects.toMatchObject({ code: 'cancelled' })
    expect(await inUse(all)).toBe('old')
  })
})
