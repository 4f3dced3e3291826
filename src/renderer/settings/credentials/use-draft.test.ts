import type { Profile, SaveOutcome, Settings } from '../../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'

const tenantId = '4c1b9f60-2222-4333-8444-555555555555'
const clientId = '66666666-7777-4888-9999-000000000000'
const profile: Profile = { tenantId, clientId, api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: { date: '2027-09-22', source: 'noted' }, savedAt: '1' }
const settingsOf = (saved: Profile | null, profileId = 'a'): Settings =>
  ({ source: 'live', profileId, profiles: [], profile: saved, secret: saved ? { kind: 'sealed', backend: 'b' } : { kind: 'none' }, storage: { backend: '', protects: true }, problems: [] })
const outcomeOf = (check: object) => ({ settings: settingsOf(profile), check }) as SaveOutcome

async function setUp(saved: Profile | null, script: Parameters<typeof fakeBridge>[0] = {}) {
  const bridge = fakeBridge({ settings: () => settingsOf(saved), chosenCertificate: () => null, ...script })
  const { useSettings } = await import('../../composables/use-settings')
  const { useDraft } = await import('./use-draft')
  useSettings().follow()
  await settled()
  return { ...bridge, draft: useDraft() }
}

function type(draft: Awaited<ReturnType<typeof setUp>>['draft'], secret = 's3cret~value'): void {
  draft.tenantId.value = ` ${tenantId} `
  draft.clientId.value = clientId
  draft.clientSecret.value = secret
}

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it('begins with the saved credentials, and keeps the saved secret while the box is empty', async () => {
  const { draft } = await setUp(profile)
  expect([draft.tenantId.value, draft.clientId.value, draft.clientSecret.value, draft.day.value]).toEqual([tenantId, clientId, '', '2027-09-22'])
  expect(draft.keepsSecret.value).toBe(true)
  draft.clientSecret.value = 'new'
  expect(draft.day.value).toBe('')
})

it('drops the typed values when another profile becomes current, also if both are empty', async () => {
  const { draft, send } = await setUp(null)
  type(draft)
  draft.api.value = 'microsoft-graph'
  draft.cloud.value = 'gcc'
  send('settings', settingsOf(null, 'b'))
  expect([draft.tenantId.value, draft.clientId.value, draft.clientSecret.value, draft.api.value, draft.cloud.value]).toEqual(['', '', '', 'defender-xdr', 'worldwide'])
})

it('keeps the typed values when only the name of the profile changes', async () => {
  const { draft, send } = await setUp(null)
  type(draft)
  send('settings', settingsOf(null))
  expect(draft.clientSecret.value).toBe('s3cret~value')
})

it('sends nothing while a field has a problem', async () => {
  let calls = 0
  const { draft } = await setUp(null, { saveCredentials: () => { calls++; return refuse('unexpected') } })
  type(draft, '')
  expect(await draft.save()).toEqual({ kind: 'invalid' })
  expect([calls, draft.tried.value, draft.problems.value.credential]).toEqual([0, true, 'Enter the client secret.'])
})

it('sends trimmed IDs, and forgets the secret once main has it', async () => {
  const sent: unknown[] = []
  const outcome = outcomeOf({ kind: 'accepted' })
  const { draft } = await setUp(null, { saveCredentials: (input) => { sent.push(input); return outcome } })
  type(draft)
  expect(await draft.save()).toEqual({ kind: 'done', outcome, changedSince: false })
  expect(sent).toEqual([{ profileId: 'a', tenantId, clientId, api: 'defender-xdr', cloud: 'worldwide', secretExpires: null, credential: { kind: 'secret', clientSecret: 's3cret~value' } }])
  expect([draft.clientSecret.value, draft.tenantId.value, draft.tried.value, draft.saves.value]).toEqual(['', tenantId, false, 1])
})

it('keeps a secret that was typed during the save, and says that the form changed', async () => {
  const { draft } = await setUp(null, {
    saveCredentials: () => {
      draft.clientSecret.value = 'typed meanwhile'
      draft.touch()
      return outcomeOf({ kind: 'accepted' })
    },
  })
  type(draft)
  expect(await draft.save()).toMatchObject({ kind: 'done', changedSince: true })
  expect(draft.clientSecret.value).toBe('typed meanwhile')
})

it.each([
  ['secret-invalid', { kind: 'failed', failure: { code: 'secret-invalid', details: {} } }],
  ['cancelled', { kind: 'dropped' }],
] as const)('keeps the secret for another attempt after “%s”', async (code, result) => {
  const { draft } = await setUp(null, { saveCredentials: () => refuse(code) })
  type(draft)
  expect(await draft.save()).toEqual(result)
  expect([draft.clientSecret.value, draft.saving.value]).toEqual(['s3cret~value', false])
})

it('keeps the secret if the user kept the credentials saved before', async () => {
  const { draft } = await setUp(null, { saveCredentials: () => outcomeOf({ kind: 'kept' }) })
  type(draft)
  await draft.save()
  expect(draft.clientSecret.value).toBe('s3cret~value')
})

it('shows the saved kind of credential again after the form disappeared, but keeps a choice if nothing is saved', async () => {
  const { draft, send } = await setUp(profile)
  draft.kind.value = 'certificate'
  draft.leave()
  expect(draft.kind.value).toBe('secret')
  send('settings', settingsOf(null, 'b'))
  draft.kind.value = 'certificate'
  draft.leave()
  expect(draft.kind.value).toBe('certificate')
})
