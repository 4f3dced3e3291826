import type { Settings } from '../../shared/contract/model'
import type { Access } from '../../shared/contract/access'
import type { StepId } from '../text/setup-text'
import type { CollectionState } from '../../shared/contract/collection-state'
import type { ConnectionReport } from '../../shared/contract/connection'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connectionChecks } from '../../shared/vocabulary/connection-checks'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'

const tenantId = 'contoso.onmicrosoft.com'
const clientId = '66666666-7777-4888-9999-000000000000'
const settingsOf = (savedAt: string | null, name = '', profileId = 'a'): Settings => ({
  source: 'live', profileId, profiles: [{ id: profileId, name, tenantId: '', api: 'defender-xdr', cloud: 'worldwide', expiry: null, unusable: false }],
  profile: savedAt === null ? null : { tenantId, clientId, api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt },
  secret: savedAt === null ? { kind: 'none' } : { kind: 'sealed', backend: 'b' }, storage: { backend: '', protects: true }, problems: [],
})

const noList = { file: null, collection: null } as CollectionState

async function setUp(savedAt: string | null = null, script: Parameters<typeof fakeBridge>[0] = {}) {
  const bridge = fakeBridge({
    settings: () => settingsOf(savedAt), chosenCertificate: () => null, findTenant: () => undefined, collection: () => noList, ...script,
  })
  const { useSettings } = await import('../composables/use-settings')
  const { useDraft } = await import('../settings/credentials/use-draft')
  const { useSetup } = await import('./use-setup')
  useSettings().follow()
  await settled()
  const setup = useSetup()
  setup.begin()
  const states = () => setup.steps.value.map(step => setup.stateOf(step)).join(' ')
  return { ...bridge, setup, draft: useDraft(), states }
}
type Parts = Awaited<ReturnType<typeof setUp>>

function type({ draft }: Parts): void {
  draft.tenantId.value = tenantId
  draft.clientId.value = clientId
  draft.clientSecret.value = 's3cret~value'
}

/** Answers a save as main does: the settings arrive before the outcome. */
const saving = (send: () => Parts['send'], answer: 'yes' | 'no' | 'unknown') => () => {
  send()('settings', settingsOf('1'))
  return { settings: settingsOf('1'), check: { kind: 'accepted' as const, access: { verdict: { answer } } as Access } }
}

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it('begins at the name in an empty profile, and with every step folded in a saved one', async () => {
  const { setup, states } = await setUp()
  expect([setup.open.value, states()]).toEqual(['name', 'todo todo todo todo todo todo'])
  vi.resetModules()
  const saved = await setUp('1')
  expect([saved.setup.open.value, saved.states()]).toEqual([null, 'todo done unchecked unchecked done todo'])
})

it('looks up the tenant once both IDs have the right form, and only then calls the step done', async () => {
  const asked: unknown[] = []
  const parts = await setUp(null, { findTenant: (where) => { asked.push(where) } })
  const { setup, draft, states } = parts
  draft.tenantId.value = tenantId
  await setup.checkIds()
  expect([asked, setup.idsChecked.value]).toEqual([[], true])
  type(parts)
  await setup.checkIds()
  expect(asked).toEqual([{ tenantId, api: 'defender-xdr', cloud: 'worldwide' }])
  expect([setup.open.value, states()]).toEqual(['permission', 'todo done todo todo todo todo'])
  draft.cloud.value = 'gcc'
  expect(states()).toMatch(/^todo unchecked/)
})

it('stays at the IDs if the tenant is not found, until the user continues without the check', async () => {
  const parts = await setUp(null, { findTenant: () => refuse('tenant-not-found') })
  type(parts)
  await parts.setup.checkIds()
  expect([parts.setup.open.value, parts.setup.trouble.value?.kind, parts.states()]).toEqual(['register', 'failure', 'todo failed todo todo todo todo'])
  parts.setup.skipLookup()
  expect([parts.setup.open.value, parts.setup.trouble.value, parts.states()]).toEqual(['permission', null, 'todo unchecked todo todo todo todo'])
})

it('ignores a response that arrives after the user continued', async () => {
  let answer = (): void => undefined
  const parts = await setUp(null, { findTenant: () => new Promise<void>((resolve) => { answer = resolve }) })
  type(parts)
  const looking = parts.setup.checkIds()
  await settled()
  expect([parts.states().split(' ')[1], parts.setup.lookingUp.value]).toEqual(['running', true])
  parts.setup.skipLookup()
  parts.setup.next('permission')
  answer()
  await looking
  expect(parts.setup.open.value).toBe('consent')
})

const refusals: readonly (readonly ['client-not-found' | 'tenant-not-found' | 'resource-not-found' | 'consent-missing' | 'secret-invalid' | 'offline', StepId])[] = [
  ['client-not-found', 'register'], ['tenant-not-found', 'register'], ['resource-not-found', 'permission'], ['consent-missing', 'consent'],
  ['secret-invalid', 'credential'], ['offline', 'credential'],
]
it.each(refusals)('explains “%s” at the step “%s”', async (code, step) => {
  const parts = await setUp(null, { saveCredentials: () => refuse(code) })
  type(parts)
  expect(await parts.setup.save()).toBe(false)
  expect([parts.setup.open.value, parts.setup.trouble.value]).toEqual([step, { step, kind: 'failure', failure: { code, details: {} } }])
})

it('opens the step with the first problem if a field cannot be sent', async () => {
  const parts = await setUp()
  type(parts)
  parts.draft.clientSecret.value = ''
  await parts.setup.save()
  expect(parts.setup.open.value).toBe('credential')
  parts.draft.clientId.value = ''
  await parts.setup.save()
  expect(parts.setup.open.value).toBe('register')
})

it.each([
  ['yes', true, 'done done done done done todo', null],
  ['unknown', true, 'done done unchecked unchecked done todo', null],
  ['no', false, 'done done unchecked failed done todo', 'consent'],
] as const)('loads the list after a token that answers “%s”: %s', async (answer, loads, expected, open) => {
  const named: unknown[] = []
  const parts: Parts = await setUp(null, {
    saveCredentials: saving(() => parts.send, answer),
    renameProfile: (to) => {
      named.push(to)
      parts.send('settings', settingsOf('1', to.name))
      return settingsOf('1', to.name)
    },
  })
  type(parts)
  expect(await parts.setup.save()).toBe(loads)
  expect([parts.states(), parts.setup.open.value]).toEqual([expected, open])
  // A profile without a name gets that of the tenant's domain.
  expect(named).toEqual([{ profileId: 'a', name: 'Contoso' }])
})

it('begins anew in another profile', async () => {
  const parts = await setUp()
  type(parts)
  parts.setup.next('name')
  parts.send('settings', settingsOf(null, '', 'b'))
  expect([parts.setup.open.value, parts.states()]).toEqual([null, 'todo todo todo todo todo todo'])
})

it('is ready to load after a passed test, and done once a list was loaded', async () => {
  let collection: unknown = null
  const passed: ConnectionReport = {
    api: 'defender-xdr', credential: 'secret', waiting: null, elapsedMs: 1, outcome: { kind: 'passed' },
    checks: connectionChecks.map(name => ({ name, state: 'ok', ms: 1 })),
  }
  const { setup, states } = await setUp('1', { collection: () => ({ ...noList, collection }) as CollectionState, testConnection: () => passed })
  const { useConnectionTest } = await import('../composables/use-connection-test')
  await useConnectionTest().start()
  expect(states()).toBe('todo done done done done ready')
  collection = {}
  setup.begin()
  await settled()
  expect(states()).toBe('todo done done done done done')
})
