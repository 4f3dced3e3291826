import type { CertificateChoice, UnsavedCertificate } from '../../../shared/contract/credential'
import type { Failure } from '../../../shared/contract/failure'
import type { Settings } from '../../../shared/contract/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'

const settingsOf = (savedAt: string | null, profileId = 'a'): Settings => ({
  profileId, profiles: [], secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const,
  profile: savedAt === null ? null : { tenantId: 't', clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt },
})
/** Builds a chosen certificate. Only the file name distinguishes it. */
const chosen = (fileName: string) => ({ kind: 'chosen', fileName }) as unknown as UnsavedCertificate
const locked = { kind: 'locked', fileName: 'l' } as unknown as CertificateChoice

async function setUp(script: Parameters<typeof fakeBridge>[0] = {}) {
  const bridge = fakeBridge({ settings: () => settingsOf(null), chosenCertificate: () => null, ...script })
  const { useSettings } = await import('../../composables/use-settings')
  const { useCertificateChoice, useChosenCertificate } = await import('./use-certificate')
  useSettings().follow()
  await settled()
  const failures: Failure[] = []
  let started = 0
  const choosing = useCertificateChoice({ started: () => { started++ }, failed: failure => failures.push(failure) })
  return { ...bridge, ...choosing, ...useChosenCertificate(), codes: () => failures.map(({ code }) => code), started: () => started }
}

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

describe('the choice', () => {
  it('is loaded from main for this profile, and again after a save', async () => {
    let unsaved: UnsavedCertificate | null = chosen('made')
    const { choice, ready, send } = await setUp({ chosenCertificate: () => unsaved })
    expect([choice.value, ready.value]).toEqual([unsaved, true])
    unsaved = null
    send('settings', settingsOf('1'))
    expect(choice.value).toBeNull()
    unsaved = chosen('other')
    send('settings', settingsOf('1', 'b'))
    await settled()
    expect(choice.value).toEqual(unsaved)
  })

  it('is empty if main fails', async () => {
    const { choice } = await setUp({ chosenCertificate: () => refuse('unexpected') })
    expect(choice.value).toBeNull()
  })

  it('is not undone by a late response', async () => {
    let answer: (unsaved: UnsavedCertificate | null) => void = () => undefined
    const { choice, choose, send } = await setUp({
      chosenCertificate: () => new Promise((resolve) => { answer = resolve }),
      chooseCertificate: () => chosen('new'),
    })
    send('settings', settingsOf('1'))
    await choose()
    answer(null)
    await settled()
    expect(choice.value).toEqual(chosen('new'))
  })
})

describe('choosing', () => {
  it('reports its start, and provides the certificate that main read', async () => {
    const { choose, choice, ready, locked: isLocked, busy, started, codes } = await setUp({ chooseCertificate: () => locked })
    const running = choose()
    expect([busy.value, started()]).toEqual([true, 1])
    await running
    expect([choice.value, ready.value, isLocked.value, busy.value, codes()]).toEqual([locked, false, true, false, []])
  })

  it('runs one call at a time', async () => {
    let release: (choice: CertificateChoice) => void = () => undefined
    const { choose, make, choice, started } = await setUp({
      chooseCertificate: () => new Promise((resolve) => { release = resolve }),
      makeCertificate: () => chosen('made'),
    })
    const running = choose()
    await make()
    release(chosen('file'))
    await running
    expect([choice.value, started()]).toEqual([chosen('file'), 1])
  })

  it('keeps the earlier choice if it is cancelled', async () => {
    const { choose, choice } = await setUp({ chosenCertificate: () => chosen('before'), chooseCertificate: () => ({ kind: 'cancelled' }) })
    await choose()
    expect(choice.value).toEqual(chosen('before'))
  })

  it('clears the choice and reports the failure for a file that cannot be read', async () => {
    const { choose, choice, busy, codes } = await setUp({ chosenCertificate: () => chosen('before'), chooseCertificate: () => refuse('certificate-unreadable') })
    await choose()
    expect([choice.value, busy.value, codes()]).toEqual([null, false, ['certificate-unreadable']])
  })
})

describe('a file with a passphrase', () => {
  it.each([['passphrase-wrong', locked], ['passphrase-missing', locked], ['key-not-rsa', null]] as const)('that fails with %s leaves the choice %j', async (code, left) => {
    const { choose, open, choice, codes } = await setUp({ chooseCertificate: () => locked, openCertificate: () => refuse(code) })
    await choose()
    await open('p')
    expect([choice.value, codes()]).toEqual([left, [code]])
  })

  it('is opened with the typed passphrase, unchanged', async () => {
    const typed: string[] = []
    const { open, choice } = await setUp({
      openCertificate: ({ passphrase }) => {
        typed.push(passphrase)
        return chosen('opened')
      },
    })
    await open(' p ')
    expect([typed, choice.value]).toEqual([[' p '], chosen('opened')])
  })
})

it('keeps the earlier choice if making a certificate fails', async () => {
  const { make, choice, codes } = await setUp({ chosenCertificate: () => chosen('before'), makeCertificate: () => refuse('certificate-unwritable') })
  await make()
  expect([choice.value, codes()]).toEqual([chosen('before'), ['certificate-unwritable']])
})

it('discards the certificate of the current profile', async () => {
  const profiles: string[] = []
  const { discard, choice } = await setUp({ chosenCertificate: () => chosen('before'), discardCertificate: ({ profileId }) => { profiles.push(profileId) } })
  await discard()
  expect([choice.value, profiles]).toEqual([null, ['a']])
})

it('knows to which file the certificate was saved without its key, until another one is chosen', async () => {
  let file: string | null = 'for entra.cer'
  const { choose, savePublicPart, publicFile, choice } = await setUp({ chosenCertificate: () => chosen('before'), savePublicPart: () => file, chooseCertificate: () => chosen('other') })
  await savePublicPart()
  expect([publicFile.value, choice.value]).toEqual(['for entra.cer', chosen('before')])
  file = null
  await savePublicPart()
  expect(publicFile.value).toBe('for entra.cer')
  await choose()
  expect(publicFile.value).toBe('')
})
