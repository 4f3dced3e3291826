import type { StoredProfile } from './stored-profile'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createProfileStore } from './profile-store'

const profile = { tenantId: 't', clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z' } as const
const sealed = { backend: 'kwallet6', ciphertext: 'djEx' }
const secretExpiry = { date: '2027-02-03', source: 'noted' } as const

function setUp(begin: StoredProfile | null = null) {
  const control = { stored: begin, failing: null as Error | null, unreadable: null as Error | null }
  const act = async (to: StoredProfile | null) => {
    if (control.failing) throw control.failing
    control.stored = to
  }
  const shelf = createProfileStore({
    read: () => {
      if (control.unreadable) throw control.unreadable
      return control.stored
    },
    write: act,
    clear: () => act(null),
  })
  return { control, shelf }
}
const unwritable = new AppError('settings-unwritable', { path: 'p' })

describe('keeping', () => {
  it('stores the profile with its sealed secret in place of another one', async () => {
    const { control, shelf } = setUp({ ...profile, sealed: { ...sealed, backend: 'dpapi' } })
    expect(await shelf.keep(profile, sealed)).toBe(true)
    expect(control.stored).toEqual({ ...profile, sealed })
  })

  it('without a sealed secret stores the ids, unless a sealed secret is there or may be', async () => {
    const { control, shelf } = setUp()
    expect(await shelf.keep(profile, null)).toBe(true)
    expect(control.stored).toEqual({ ...profile, sealed: null })
    const other = { ...profile, tenantId: 'other', sealed }
    control.stored = other
    expect(await shelf.keep(profile, null)).toBe(false)
    control.stored = null
    control.unreadable = new AppError('settings-damaged')
    expect([await shelf.keep(profile, null), control.stored]).toEqual([false, null])
  })

  it('that fails is remembered until something is written', async () => {
    const { control, shelf } = setUp()
    expect(shelf.writeProblem()).toBeNull()
    control.failing = unwritable
    expect([await shelf.keep(profile, sealed), shelf.writeProblem()]).toEqual([false, unwritable.failure])
    control.failing = null
    expect([await shelf.keep(profile, sealed), shelf.writeProblem()]).toEqual([true, null])
  })
})

describe('noting an expiry', () => {
  it('changes nothing else of the same secret, and nothing of another one', async () => {
    const { control, shelf } = setUp({ ...profile, clientId: 'kept', sealed })
    await shelf.note({ ...profile, secretExpiry })
    expect(control.stored).toEqual({ ...profile, clientId: 'kept', sealed, secretExpiry })
    await shelf.note({ ...profile, savedAt: 'later', secretExpiry: null })
    expect(control.stored?.secretExpiry).toEqual(secretExpiry)
    control.stored = null
    await shelf.note({ ...profile, secretExpiry })
    expect(control.stored).toBeNull()
  })
})

describe('clearing', () => {
  it('leaves nothing, nor an earlier failure', async () => {
    const { control, shelf } = setUp({ ...profile, sealed })
    control.failing = unwritable
    await shelf.keep(profile, sealed)
    control.failing = null
    await shelf.clear(() => { throw new Error('it did not fail') })
    expect([control.stored, shelf.writeProblem()]).toEqual([null, null])
  })

  it('that fails is told to both', async () => {
    const { control, shelf } = setUp({ ...profile, sealed })
    control.failing = unwritable
    let failures = 0
    await expect(shelf.clear(() => { failures++ })).rejects.toBe(unwritable)
    expect(failures).toBe(1)
  })
})

it('what is read is the profile, or what is wrong with it', () => {
  const { control, shelf } = setUp({ ...profile, sealed })
  expect(shelf.read()).toEqual({ profile: { ...profile, sealed }, problem: null })
  control.unreadable = new AppError('settings-damaged', { path: 'p' })
  expect(shelf.read()).toEqual({ profile: null, problem: { code: 'settings-damaged', details: { path: 'p' } } })
})
