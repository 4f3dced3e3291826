import type { StoredProfile } from './stored-profile'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createProfileStore } from './profile-store'

const profile = { tenantId: 't', clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z' } as const
const sealed = { backend: 'kwallet6', ciphertext: 'djEx' }
const secretExpiry = { date: '2027-02-03', source: 'noted' } as const

function setUp(initial: StoredProfile | null = null) {
  const control = { stored: initial, failing: null as Error | null, unreadable: null as Error | null }
  const act = async (to: StoredProfile | null) => {
    if (control.failing) throw control.failing
    control.stored = to
  }
  const store = createProfileStore({
    read: () => {
      if (control.unreadable) throw control.unreadable
      return control.stored
    },
    write: act,
    clear: () => act(null),
  })
  return { control, store }
}
const unwritable = new AppError('settings-unwritable', { path: 'p' })

describe('save', () => {
  it('replaces the stored profile and its sealed secret', async () => {
    const { control, store } = setUp({ ...profile, sealed: { ...sealed, backend: 'dpapi' } })
    expect(await store.save(profile, sealed)).toBe(true)
    expect(control.stored).toEqual({ ...profile, sealed })
  })

  it('stores only the IDs without a sealed secret, unless the file has a sealed secret or cannot be read', async () => {
    const { control, store } = setUp()
    expect(await store.save(profile, null)).toBe(true)
    expect(control.stored).toEqual({ ...profile, sealed: null })
    const other = { ...profile, tenantId: 'other', sealed }
    control.stored = other
    expect(await store.save(profile, null)).toBe(false)
    control.stored = null
    control.unreadable = new AppError('settings-damaged')
    expect([await store.save(profile, null), control.stored]).toEqual([false, null])
  })

  it('reports a failed write until a write succeeds', async () => {
    const { control, store } = setUp()
    expect(store.writeProblem()).toBeNull()
    control.failing = unwritable
    expect([await store.save(profile, sealed), store.writeProblem()]).toEqual([false, unwritable.failure])
    control.failing = null
    expect([await store.save(profile, sealed), store.writeProblem()]).toEqual([true, null])
  })
})

describe('updateExpiry', () => {
  it('changes only the expiry of the same secret, and nothing if another secret or none is stored', async () => {
    const { control, store } = setUp({ ...profile, clientId: 'kept', sealed })
    await store.updateExpiry({ ...profile, secretExpiry })
    expect(control.stored).toEqual({ ...profile, clientId: 'kept', sealed, secretExpiry })
    await store.updateExpiry({ ...profile, savedAt: 'later', secretExpiry: null })
    expect(control.stored?.secretExpiry).toEqual(secretExpiry)
    control.stored = null
    await store.updateExpiry({ ...profile, secretExpiry })
    expect(control.stored).toBeNull()
  })
})

describe('clear', () => {
  it('deletes the profile and an earlier write failure', async () => {
    const { control, store } = setUp({ ...profile, sealed })
    control.failing = unwritable
    await store.save(profile, sealed)
    control.failing = null
    await store.clear(() => { throw new Error('the deletion was expected to succeed') })
    expect([control.stored, store.writeProblem()]).toEqual([null, null])
  })

  it('calls onFailure and rejects if the deletion fails', async () => {
    const { control, store } = setUp({ ...profile, sealed })
    control.failing = unwritable
    let failures = 0
    await expect(store.clear(() => { failures++ })).rejects.toBe(unwritable)
    expect(failures).toBe(1)
  })
})

it('read returns the profile, or the problem with the file', () => {
  const { control, store } = setUp({ ...profile, sealed })
  expect(store.read()).toEqual({ profile: { ...profile, sealed }, problem: null })
  control.unreadable = new AppError('settings-damaged', { path: 'p' })
  expect(store.read()).toEqual({ profile: null, problem: { code: 'settings-damaged', details: { path: 'p' } } })
})
