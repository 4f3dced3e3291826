/** @file Overlapping saves, loads and deletions of a vault: the last request wins, on disk and in memory. */
import type { Cipher } from './sealing'
import type { Credentials } from './credential'
import type { SettingsFile, StoredProfile } from './stored-profile'
import type { Vault } from './vault'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { AppError } from '../base/errors'
import { createVault } from './vault'

const credentialsOf = (clientSecret: string): Credentials =>
  ({ tenantId: 'tenant', clientId: 'client', credential: { kind: 'secret', clientSecret }, api: 'defender-xdr', cloud: 'worldwide' })
const secretOf = ({ credential }: Credentials): string => credential.kind === 'secret' ? credential.clientSecret : ''
const sealedText = (text: string): string => Buffer.from(`v11${text}`).toString('base64')
const openedText = (stored: StoredProfile | null): string | null =>
  stored?.sealed ? Buffer.from(stored.sealed.ciphertext, 'base64').toString().slice(3) : null

/** Waits until the test lets the call of the keyring or the file system with this label end. */
type Wait = (label: string) => Promise<void>

/** Creates a vault with the secret `old` on disk. The keyring always requests that it is sealed again. */
function setUp(wait: Wait, isUnwritable = () => false) {
  let stored: StoredProfile | null = {
    tenantId: 'tenant', clientId: 'client', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null,
    savedAt: '2026-01-01T00:00:00.000Z', sealed: { backend: 'gnome_libsecret', ciphertext: sealedText('old') },
  }
  let time = Date.UTC(2026, 10, 1)
  const change = async (label: string, to: StoredProfile | null) => {
    await wait(label)
    if (isUnwritable()) throw new AppError('settings-unwritable')
    stored = to
  }
  const file: SettingsFile = { read: () => stored, write: profile => change('write', profile), clear: () => change('clear', null) }
  const cipher: Cipher = {
    backend: () => 'gnome_libsecret',
    protects: () => true,
    prepare: async () => 'ready',
    seal: async (text) => {
      await wait(`seal ${text}`)
      return Buffer.from(`v11${text}`)
    },
    open: async (ciphertext) => {
      await wait('open')
      return { text: ciphertext.toString().slice(3), shouldReseal: true }
    },
  }
  const vault = createVault({ file, cipher, platform: 'linux', now: () => time++, onChange: () => undefined })
  return { vault, stored: () => stored }
}

/** Delays every call until the test ends it by its label. */
function gates() {
  const waiting = new Map<string, () => void>()
  const wait: Wait = label => new Promise(resolve => waiting.set(label, resolve))
  const end = async (label: string) => {
    await expect.poll(() => waiting.has(label)).toBe(true)
    waiting.get(label)?.()
    waiting.delete(label)
  }
  return { wait, end, isWaiting: (label: string) => expect.poll(() => waiting.has(label)).toBe(true) }
}

describe('a load that ends after a save', () => {
  it('returns the saved credentials and leaves them in use, on disk as well', async () => {
    const { wait, end } = gates()
    const { vault, stored } = setUp(wait)
    const loading = vault.load()
    const saving = vault.save(credentialsOf('new'))
    await end('seal new')
    await end('write')
    await saving
    await end('open')
    expect(secretOf(await loading)).toBe('new')
    expect(secretOf(await vault.load())).toBe('new')
    expect(openedText(stored())).toBe('new')
  })

  it('no longer waits for the keyring', async () => {
    const { wait, end, isWaiting } = gates()
    const { vault } = setUp(wait)
    const loading = vault.load()
    await isWaiting('open')
    const saving = vault.save(credentialsOf('new'))
    await end('seal new')
    expect(secretOf(await loading)).toBe('new')
    await end('write')
    await saving
  })

  it('does not seal the old secret again', async () => {
    const { wait, end } = gates()
    const { vault, stored } = setUp(wait)
    const loading = vault.load()
    await end('open')
    const saving = vault.save(credentialsOf('new'))
    await end('seal new')
    await end('write')
    await saving
    expect(secretOf(await loading)).toBe('new')
    await end('seal old')
    // Changes run in order, so this write ends after every earlier one.
    const noting = vault.noteExpired(credentialsOf('new'))
    await end('write')
    await noting
    expect([openedText(stored()), stored()?.secretExpiry?.source]).toEqual(['new', 'entra'])
  })

  it('returns the new credentials if it started during the write', async () => {
    const { wait, end, isWaiting } = gates()
    const { vault } = setUp(wait)
    const saving = vault.save(credentialsOf('new'))
    await end('seal new')
    await isWaiting('write')
    expect(secretOf(await vault.load())).toBe('new')
    await end('write')
    await saving
  })
})

describe('two saves', () => {
  it('store the later request, even if the keyring seals the earlier one last', async () => {
    const { wait, end } = gates()
    const { vault, stored } = setUp(wait)
    const first = vault.save(credentialsOf('first'))
    const second = vault.save(credentialsOf('second'))
    await end('seal second')
    await end('write')
    await second
    await end('seal first')
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect([secretOf(await vault.load()), openedText(stored())]).toEqual(['second', 'second'])
  })

  it('store the later request, even if the check of the earlier one takes longer', async () => {
    const { vault, stored } = setUp(async () => undefined)
    const requestNumber = vault.nextRequestNumber()
    await vault.save(credentialsOf('second'))
    await expect(vault.save(credentialsOf('first'), { requestNumber })).rejects.toMatchObject({ code: 'cancelled' })
    expect([secretOf(await vault.load()), openedText(stored())]).toEqual(['second', 'second'])
  })

  it('store the earlier request if the later one never starts', async () => {
    const { vault, stored } = setUp(async () => undefined)
    const requestNumber = vault.nextRequestNumber()
    vault.nextRequestNumber()
    await vault.save(credentialsOf('first'), { requestNumber })
    expect([secretOf(await vault.load()), openedText(stored())]).toEqual(['first', 'first'])
  })
})

it('an expiry that is recorded during the write of a save is stored with that save', async () => {
  const { wait, end, isWaiting } = gates()
  const { vault, stored } = setUp(wait)
  const saving = vault.save(credentialsOf('new'))
  await end('seal new')
  await isWaiting('write')
  const noting = vault.noteExpired(credentialsOf('new'))
  await end('write')
  await saving
  await end('write')
  await noting
  expect([openedText(stored()), stored()?.secretExpiry?.source]).toEqual(['new', 'entra'])
})

it('a deletion cancels a load and a save at once while the keyring prompts', async () => {
  const { wait, end, isWaiting } = gates()
  const { vault, stored } = setUp(wait)
  const loading = vault.load()
  await isWaiting('open')
  const saving = vault.save(credentialsOf('new'))
  await isWaiting('seal new')
  const forgetting = vault.forget()
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
  await expect(saving).rejects.toMatchObject({ code: 'cancelled' })
  await end('clear')
  await forgetting
  await end('seal new')
  await end('open')
  expect([stored(), vault.profile()]).toEqual([null, null])
})

describe('a write that fails', () => {
  it('does not affect the status after another secret is saved', async () => {
    const { wait, end, isWaiting } = gates()
    let failures = 1
    const { vault, stored } = setUp(wait, () => failures-- > 0)
    const first = vault.save(credentialsOf('first'))
    await end('seal first')
    await isWaiting('write')
    const second = vault.save(credentialsOf('second'))
    await end('seal second')
    await expect.poll(() => vault.isInUse(credentialsOf('second'))).toBe(true)
    await end('write')
    await first
    expect(vault.status().secret).toEqual({ kind: 'sealed', backend: 'gnome_libsecret' })
    await end('write')
    await second
    expect([vault.status().secret.kind, openedText(stored())]).toEqual(['sealed', 'second'])
  })

  it('does not change the expiry of the secret on disk', async () => {
    const { wait, end, isWaiting } = gates()
    let failures = 1
    const { vault, stored } = setUp(wait, () => failures-- > 0)
    const saving = vault.save(credentialsOf('new'))
    await end('seal new')
    await isWaiting('write')
    const noting = vault.noteExpired(credentialsOf('new'))
    await end('write')
    await Promise.all([saving, noting])
    expect([openedText(stored()), stored()?.secretExpiry]).toEqual(['old', null])
  })

  it('during a deletion does not restore the old secret if another one was saved', async () => {
    const { wait, end, isWaiting } = gates()
    let failures = 1
    const { vault, stored } = setUp(wait, () => failures-- > 0)
    const opening = vault.load()
    await end('open')
    await end('seal old')
    await end('write')
    await opening
    failures = 1
    const forgetting = vault.forget()
    await isWaiting('clear')
    const saving = vault.save(credentialsOf('new'))
    await end('seal new')
    await expect.poll(() => vault.isInUse(credentialsOf('new'))).toBe(true)
    await end('clear')
    await expect(forgetting).rejects.toMatchObject({ code: 'settings-unwritable' })
    await end('write')
    await saving
    expect([secretOf(await vault.load()), openedText(stored())]).toEqual(['new', 'new'])
  })
})

it('after a deletion, the next load does not wait for an earlier prompt', async () => {
  const { wait, end, isWaiting } = gates()
  const { vault } = setUp(wait)
  const loading = vault.load()
  await isWaiting('open')
  const forgetting = vault.forget()
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
  await end('clear')
  await forgetting
  await expect(vault.load()).rejects.toMatchObject({ code: 'no-credentials' })
})

it('a deletion that cannot be written leaves the credentials in use', async () => {
  let unwritable = false
  const { vault, stored } = setUp(async () => undefined, () => unwritable)
  await vault.save(credentialsOf('new'))
  unwritable = true
  await expect(vault.forget()).rejects.toMatchObject({ code: 'settings-unwritable' })
  expect([secretOf(await vault.load()), openedText(stored())]).toEqual(['new', 'new'])
})

describe('a load that is cancelled', () => {
  it('ends at once, and the next load uses the unsealed secret without another prompt', async () => {
    const { wait, end, isWaiting } = gates()
    const { vault } = setUp(wait)
    const stop = new AbortController()
    const loading = vault.load(stop.signal)
    await isWaiting('open')
    stop.abort()
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
    const next = vault.load()
    await end('open')
    await end('seal old')
    await end('write')
    expect(secretOf(await next)).toBe('old')
  })

  it('does not cancel another load', async () => {
    const { wait, end, isWaiting } = gates()
    const { vault } = setUp(wait)
    const stop = new AbortController()
    const cancelled = vault.load(stop.signal)
    const other = vault.load()
    await isWaiting('open')
    stop.abort()
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    await end('open')
    await end('seal old')
    await end('write')
    expect(secretOf(await other)).toBe('old')
  })
})

type Action = 'save' | 'load' | 'forget' | 'note' | 'cancelled load'

/** Performs an action. Resolves with the secret if the action loads one. */
async function start(vault: Vault, action: Action, nth: number): Promise<string | null> {
  const mine = credentialsOf(`secret ${nth}`)
  if (action === 'save') await vault.save(mine)
  if (action === 'forget') await vault.forget()
  if (action === 'note') await vault.noteExpired(credentialsOf(`secret ${nth - 1}`))
  if (action === 'load') return secretOf(await vault.load())
  if (action === 'cancelled load') await vault.load(AbortSignal.abort())
  return null
}

it('in any order of events, the last save or deletion determines the stored secret and the result of later loads', async () => {
  const actions = fc.array(fc.constantFrom<Action>('save', 'load', 'forget', 'note', 'cancelled load'), { minLength: 2, maxLength: 8 })
  await fc.assert(fc.asyncProperty(fc.scheduler(), actions, async (scheduler, script) => {
    const { vault, stored } = setUp(label => scheduler.schedule(Promise.resolve(), label))
    const running: Promise<unknown>[] = []
    const { task } = scheduler.scheduleSequence(script.map((action, nth) => async () => {
      running.push(start(vault, action, nth).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error
      }))
    }))
    await scheduler.waitIdle()
    await task
    await Promise.all(running)
    const last = script.findLastIndex(action => action === 'save' || action === 'forget')
    const expected = last < 0 ? 'old' : script[last] === 'save' ? `secret ${last}` : null
    const loading = start(vault, 'load', 0).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'no-credentials') return null
      throw error
    })
    await scheduler.waitIdle()
    const left = await loading
    expect([left, openedText(stored())]).toEqual([expected, expected])
    expect(stored()?.secretExpiry ?? null).toEqual(vault.profile()?.secretExpiry ?? null)
  }), runs(500))
})
