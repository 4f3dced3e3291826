import type { Profile, SecretPlace } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { useCredentialKind } from './use-credential-kind'

const certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '', expiresAt: '' }
const profile: Profile = { tenantId: 't', clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '1' }
const sealed: SecretPlace = { kind: 'sealed', backend: 'b' }
const session: SecretPlace = { kind: 'session', reason: 'no-keyring' }
const none: SecretPlace = { kind: 'none' }

it.each([
  ['nothing', null, none, false, 'secret'],
  ['nothing, and an unsaved certificate', null, none, true, 'certificate'],
  ['a secret', profile, sealed, false, 'secret'],
  ['a secret, and an unsaved certificate', profile, sealed, true, 'secret'],
  ['a secret for this session, and an unsaved certificate', profile, session, true, 'secret'],
  ['a certificate', { ...profile, certificate }, sealed, false, 'certificate'],
  ['a certificate, and an unsaved one', { ...profile, certificate }, session, true, 'certificate'],
  ['IDs only', profile, none, false, 'secret'],
  ['IDs only, and an unsaved certificate', profile, none, true, 'certificate'],
  ['a certificate without its key', { ...profile, certificate }, none, false, 'certificate'],
] as const)('shows the saved kind: %s', (_name, saved, secret, ready, kind) => {
  expect(useCredentialKind(ref({ profileId: 'a', profile: saved, secret }), ref(ready)).value).toBe(kind)
})

it('keeps the user\'s choice until something is saved or forgotten', async () => {
  const settings = ref<Parameters<typeof useCredentialKind>[0]['value']>({ profileId: 'a', profile, secret: sealed })
  const ready = ref(false)
  const kind = useCredentialKind(settings, ready)
  kind.value = 'certificate'
  ready.value = true
  await nextTick()
  expect(kind.value).toBe('certificate')
  settings.value = { profileId: 'a', profile: { ...profile, savedAt: '2' }, secret: sealed }
  await nextTick()
  expect(kind.value).toBe('secret')
  kind.value = 'certificate'
  settings.value = { profileId: 'a', profile: null, secret: none }
  ready.value = false
  await nextTick()
  expect(kind.value).toBe('secret')
})

it('drops the user\'s choice in another profile, even if it is a copy', () => {
  const settings = ref({ profileId: 'a', profile, secret: sealed })
  const kind = useCredentialKind(settings, ref(false))
  kind.value = 'certificate'
  settings.value = { profileId: 'b', profile, secret: sealed }
  expect(kind.value).toBe('secret')
})
