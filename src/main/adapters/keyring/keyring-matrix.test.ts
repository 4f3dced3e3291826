/**
 * @file Every keyring, platform and API of Electron's: what is kept on disk, what is said. What has less than a real keyring is never
 * kept, and there is nothing to consent to: no row, no option and no answer of the system's leads there.
 */
import type { SessionOnlyReason } from '../../../shared/contract/model'
import type { SettingsFile, StoredProfile } from '../../core/credentials/stored-profile'
import type { SafeStorage } from './cipher'
import type { KeyringLock } from './keyring-lock'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createVault } from '../../core/credentials/vault'
import { createCipher } from './cipher'

type Api = 'sync' | 'async'
type Platform = 'linux' | 'darwin' | 'win32'

interface System {
  readonly platform: Platform
  /** What Electron calls it; it has the method on Linux only. */
  readonly backend: string
  readonly api: Api
  /** Whether the keyring gives Electron its key. */
  readonly available: boolean
  readonly lock: KeyringLock
  /** How its ciphertext begins. */
  readonly tag: string
  readonly reseal?: boolean
  /** What decrypting throws. */
  readonly fails?: string
  /** What encrypting throws. */
  readonly refuses?: string
}

const credentials = { tenantId: 'tenant', clientId: 'client', credential: { kind: 'secret', clientSecret: 'topaz' }, api: 'defender-xdr', cloud: 'worldwide' } as const
const linux: System = { platform: 'linux', backend: 'gnome_libsecret', api: 'sync', available: true, lock: 'open', tag: 'v11' }

/** What Electron 45 throws, whatever stands in the way. */
const cannot = (what: 'encrypt' | 'decrypt') => new Error(what === 'encrypt'
  ? 'Error while encrypting the text provided to safeStorage.encryptStringAsync.'
  : 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')

const reversed = (text: string): string => [...text].reverse().join('')

/** The synchronous API says whether there is a key, and refuses without one. */
function syncStorage({ available, tag, fails, refuses }: System): Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> {
  return {
    isEncryptionAvailable: () => available,
    encryptString: (text) => {
      if (!available) throw new Error('Encryption is not available.')
      if (refuses !== undefined) throw new Error(refuses)
      return Buffer.from(tag + reversed(text))
    },
    decryptString: (ciphertext) => {
      if (fails) throw new Error(fails)
      return reversed(ciphertext.toString().slice(3))
    },
  }
}

/** The asynchronous API says nothing: on Linux it seals with the fixed key where the keyring gave none, and cannot decrypt what has another tag. */
function asyncStorage({ platform, available, tag, reseal = false, fails, refuses }: System): Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'> {
  const used = available ? tag : 'v10'
  return {
    encryptStringAsync: async (text) => {
      if (refuses !== undefined) throw new Error(refuses)
      if (!available && platform !== 'linux') throw cannot('encrypt')
      return Buffer.from(used + reversed(text))
    },
    decryptStringAsync: async (ciphertext) => {
      if (fails) throw new Error(fails)
      if (!available || (platform === 'linux' && used < 'v11')) throw cannot('decrypt')
      return { result: reversed(ciphertext.toString().slice(3)), shouldReEncrypt: reseal }
    },
  }
}

function safeStorageOf(system: System): SafeStorage {
  return {
    ...(system.platform === 'linux' && { getSelectedStorageBackend: () => system.backend }),
    ...syncStorage(system),
    ...(system.api === 'async' && asyncStorage(system)),
  }
}

/** A computer's disk, which outlives its keyrings. */
function createDisk() {
  const disk: { stored: StoredProfile | null } = { stored: null }
  const file: SettingsFile = { read: () => disk.stored, write: async (profile) => { disk.stored = profile }, clear: async () => { disk.stored = null } }
  const start = (system: System) => createVault({
    file,
    cipher: createCipher({
      safeStorage: safeStorageOf(system),
      platform: system.platform,
      readLock: async () => system.lock,
      announce: async () => undefined,
      onAnswered: () => undefined,
    }),
    platform: system.platform,
    now: () => 0,
    onChange: () => undefined,
  })
  return { disk, start }
}

const backends = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6', 'basic_text', 'unknown', ''] as const
const apis: readonly Api[] = ['sync', 'async']
const locks: readonly KeyringLock[] = ['open', 'locked', 'absent', 'unknown']

/** Everything that can come together on Linux, and what the other two can do. */
const systems: readonly System[] = [
  ...backends.flatMap(backend => apis.flatMap(api => locks.flatMap(lock => [true, false].flatMap(available => ['v10', 'v11', 'v12', ''].map(
    (tag): System => ({ platform: 'linux', backend, api, lock, available, tag }),
  ))))),
  ...(['darwin', 'win32'] as const).flatMap(platform => apis.flatMap(api => [true, false].map(
    (available): System => ({ platform, backend: '', api, available, lock: platform === 'win32' ? 'open' : 'unknown', tag: 'v10' }),
  ))),
]

/** With which lock and tag a keyring that is there keeps the secret: written out, so that the test repeats no rule of the code. */
const keeping = ['open v11', 'open v12', 'locked v11', 'locked v12', 'unknown v11', 'unknown v12']
const keepingBy: Readonly<Record<(typeof backends)[number], readonly string[]>> = {
  'gnome_libsecret': keeping, 'kwallet': keeping, 'kwallet5': keeping, 'kwallet6': keeping,
  'basic_text': [], 'unknown': [], '': [],
}
/** The systems that keep the secret, by name. */
const kept: ReadonlySet<string> = new Set([
  ...backends.flatMap(backend => apis.flatMap(api => keepingBy[backend].map(each => `linux ${backend} ${api} ${each} there`))),
  'darwin  sync unknown v10 there', 'darwin  async unknown v10 there', 'win32  sync open v10 there', 'win32  async open v10 there',
])
const isReal = ({ platform, backend, api, available, lock, tag }: System): boolean =>
  kept.has(`${platform} ${backend} ${api} ${lock} ${tag} ${available ? 'there' : 'gone'}`)

it(`of ${systems.length} systems those with a real keyring keep the secret, and no other does`, async () => {
  expect([systems.length, systems.filter(isReal).length]).toEqual([456, 52])
  for (const system of systems) {
    const { disk, start } = createDisk()
    const { secret } = await start(system).save(credentials)
    const name = JSON.stringify(system)
    expect(disk.stored?.sealed !== null, name).toBe(isReal(system))
    expect(secret.kind, name).toBe(isReal(system) ? 'sealed' : 'session')
    expect(JSON.stringify(disk.stored), name).not.toContain(credentials.credential.clientSecret)
    if (isReal(system)) expect(await start(system).load(), name).toEqual(credentials)
    else await expect(start(system).load(), name).rejects.toMatchObject({ code: 'secret-missing' })
  }
})

describe.each(apis)('the %s API', (api) => {
  it.each([
    ['linux', 'gnome_libsecret', 'gnome_libsecret', 'v11'],
    ['linux', 'kwallet', 'kwallet', 'v11'],
    ['linux', 'kwallet5', 'kwallet5', 'v11'],
    ['linux', 'kwallet6', 'kwallet6', 'v11'],
    ['darwin', '', 'keychain', 'v10'],
    ['win32', '', 'dpapi', 'v10'],
  ] as const)('%s %s: sealed by %s', async (platform, backend, name, tag) => {
    const { disk, start } = createDisk()
    const settings = await start({ ...linux, platform, backend, api, tag, lock: 'unknown' }).save(credentials)
    expect(settings).toMatchObject({ secret: { kind: 'sealed', backend: name }, storage: { backend: name, protects: true } })
    expect(disk.stored?.sealed?.backend).toBe(name)
  })

  it.each<[string, Partial<System>, SessionOnlyReason]>([
    ['no desktop that is known', { backend: 'basic_text', available: false }, 'no-keyring'],
    ['plain text that calls itself encryption', { backend: 'basic_text', tag: 'v10' }, 'no-keyring'],
    ['no backend yet', { backend: 'unknown' }, 'no-keyring'],
    ['a keyring that is not running', { available: false, lock: 'absent' }, 'keyring-unavailable'],
    ['a wallet that is not running', { backend: 'kwallet6', available: false, lock: 'unknown' }, 'keyring-unavailable'],
    ['a keyring that refuses', { refuses: 'Error while encrypting the text provided to safeStorage.encryptString.' }, 'sealing-failed'],
    ['a keyring that refuses without a word', { refuses: '' }, 'sealing-failed'],
    ['a keyring that goes away meanwhile', { refuses: 'safeStorage.encryptStringAsync is temporarily unavailable. Please try again.' }, 'keyring-unavailable'],
    ['a keyring that is gone when it is used', { refuses: 'Error while encrypting the text. Encryption is not available.' }, 'keyring-unavailable'],
    ['macOS, where the keychain refuses', { platform: 'darwin', lock: 'unknown', tag: 'v10', refuses: 'Error while encrypting the text.' }, 'sealing-failed'],
    ['Windows, where encryption fails', { platform: 'win32', tag: 'v10', refuses: 'Error while encrypting the text.' }, 'sealing-failed'],
  ])('%s: this session only', async (_name, system, reason) => {
    const { disk, start } = createDisk()
    expect((await start({ ...linux, api, ...system }).save(credentials)).secret).toEqual({ kind: 'session', reason })
    expect(disk.stored).toMatchObject({ tenantId: 'tenant', sealed: null })
  })

  it.each<[string, Partial<System>, Readonly<Record<Api, SessionOnlyReason>>]>([
    ['a fallback to the fixed key', { tag: 'v10' }, { sync: 'fixed-key', async: 'keyring-unavailable' }],
    ['no encryption at all', { tag: '' }, { sync: 'fixed-key', async: 'keyring-unavailable' }],
    ['macOS without a keychain', { platform: 'darwin', available: false, lock: 'unknown' }, { sync: 'keyring-unavailable', async: 'sealing-failed' }],
    ['a prompt that is dismissed', { available: false, lock: 'locked' }, { sync: 'keyring-locked', async: 'keyring-locked' }],
    ['an open keyring that gives no key', { available: false }, { sync: 'keyring-unavailable', async: 'keyring-unavailable' }],
  ])('%s: this session only, for the reason that this API tells', async (_name, system, reasons) => {
    const { disk, start } = createDisk()
    expect((await start({ ...linux, api, ...system }).save(credentials)).secret).toEqual({ kind: 'session', reason: reasons[api] })
    expect(disk.stored).toMatchObject({ tenantId: 'tenant', sealed: null })
  })

  it.each<[string, Partial<System>, string]>([
    ['dismissed', { available: false, lock: 'locked' }, 'keyring-locked'],
    ['dead', { available: false }, 'keyring-unavailable'],
    ['a wallet that is not open', { available: false, lock: 'unknown' }, 'keyring-unavailable'],
    ['not there', { available: false, lock: 'absent' }, 'keyring-unavailable'],
    ['there, and without the key that sealed', { fails: 'Error while decrypting the ciphertext.' }, 'secret-unreadable'],
  ])('a sealed secret whose keyring is %s: reported as that, and kept', async (_name, system, code) => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    const before = disk.stored
    await expect(start({ ...linux, api, ...system }).load()).rejects.toMatchObject({ code })
    expect(disk.stored).toBe(before)
    expect(await start({ ...linux, api }).load()).toEqual(credentials)
  })

  it('a keyring that refuses to seal again leaves the sealed secret in use', async () => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    const before = disk.stored
    expect(await start({ ...linux, api, reseal: true, refuses: 'no' }).load()).toEqual(credentials)
    expect(disk.stored).toBe(before)
  })

  it('a keyring that is gone when a secret is opened is told as such, and the sealed secret stays', async () => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    const before = disk.stored
    const vault = start({ ...linux, api, fails: 'Error while decrypting the ciphertext. Decryption is not available.' })
    await expect(vault.load()).rejects.toMatchObject({ code: 'keyring-unavailable' })
    expect(disk.stored).toBe(before)
  })

  it.each([
    ['gnome_libsecret', 'kwallet6'], ['kwallet5', 'kwallet6'], ['kwallet6', 'gnome_libsecret'], ['gnome_libsecret', 'basic_text'], ['kwallet', 'unknown'],
  ])('sealed by %s, now %s: told with both names, kept, and open again once it is back', async (sealedBy, now) => {
    const { disk, start } = createDisk()
    await start({ ...linux, api, backend: sealedBy }).save(credentials)
    const before = disk.stored
    const other = start({ ...linux, api, backend: now })
    await expect(other.load()).rejects.toMatchObject({ code: 'keyring-changed', details: { sealedBy, backend: now } })
    expect(disk.stored).toBe(before)
    expect(other.status().secret).toEqual({ kind: 'sealed', backend: sealedBy })
    expect(await start({ ...linux, api, backend: sealedBy }).load()).toEqual(credentials)
  })

  it('ciphertext under the fixed key is refused though it names a keyring', async () => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    if (!disk.stored?.sealed) throw new Error('not sealed')
    disk.stored = { ...disk.stored, sealed: { ...disk.stored.sealed, ciphertext: Buffer.from('v10zapot').toString('base64') } }
    await expect(start({ ...linux, api }).load()).rejects.toMatchObject({ code: 'secret-unreadable' })
  })
})

describe('what only the asynchronous API says', () => {
  const later: System = { ...linux, api: 'async' }

  it('a keychain that refuses everything does not make a sealed secret unreadable', async () => {
    const mac: System = { ...later, platform: 'darwin', lock: 'unknown', tag: 'v10' }
    const { disk, start } = createDisk()
    await start(mac).save(credentials)
    const before = disk.stored
    await expect(start({ ...mac, available: false }).load()).rejects.toMatchObject({ code: 'keyring-unavailable' })
    expect(disk.stored).toBe(before)
  })

  it.each([
    ['safeStorage.decryptStringAsync is temporarily unavailable. Please try again.', 'keyring-unavailable'],
    ['Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.', 'secret-unreadable'],
  ])('%j is %s, and the sealed secret stays', async (fails, code) => {
    const { disk, start } = createDisk()
    await start(later).save(credentials)
    const before = disk.stored
    const vault = start({ ...later, fails })
    await expect(vault.load()).rejects.toMatchObject({ code })
    expect(disk.stored).toBe(before)
  })

  it('seals anew when asked, with a keyring\'s key only', async () => {
    const { disk, start } = createDisk()
    await start(later).save(credentials)
    expect(await start({ ...later, reseal: true, tag: 'v12' }).load()).toEqual(credentials)
    expect(Buffer.from(disk.stored?.sealed?.ciphertext ?? '', 'base64').toString()).toBe('v12zapot')
    await expect(start({ ...later, reseal: true, tag: 'v10' }).load()).rejects.toMatchObject({ code: 'keyring-unavailable' })
    expect(Buffer.from(disk.stored?.sealed?.ciphertext ?? '', 'base64').toString()).toBe('v12zapot')
  })
})
