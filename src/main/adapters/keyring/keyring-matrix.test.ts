/**
 * @file Tests every combination of keyring, platform and API of Electron with the vault: what is stored, and what is reported. Without a real keyring, no
 * combination stores the secret, and the user cannot opt in to that.
 */
import type { SessionOnlyReason } from '../../../shared/contract/model'
import type { SettingsFile, StoredProfile } from '../../core/credentials/stored-profile'
import type { FakeKeyring } from './fake-safe-storage'
import type { KeyringLock } from './keyring-lock'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createVault } from '../../core/credentials/vault'
import { createCipher } from './cipher'
import { createSafeStorage, gnomeKeyring } from './fake-safe-storage'

type Api = FakeKeyring['api']

/** A computer: its keyring, and the lock of that keyring. */
interface System extends FakeKeyring {
  readonly lock: KeyringLock
}

const credentials = { tenantId: 'tenant', clientId: 'client', credential: { kind: 'secret', clientSecret: 'topaz' }, api: 'defender-xdr', cloud: 'worldwide' } as const
const linux: System = { ...gnomeKeyring, lock: 'open' }

/** Creates a disk that all systems share. `start` starts the app on a system and returns its vault. */
function createDisk() {
  const disk: { stored: StoredProfile | null } = { stored: null }
  const file: SettingsFile = { read: () => disk.stored, write: async (profile) => { disk.stored = profile }, clear: async () => { disk.stored = null } }
  const start = (system: System) => createVault({
    file,
    cipher: createCipher({
      safeStorage: createSafeStorage(system),
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

/** Every combination on Linux, and those of the other two platforms. */
const systems: readonly System[] = [
  ...backends.flatMap(backend => apis.flatMap(api => locks.flatMap(lock => [true, false].flatMap(available => ['v10', 'v11', 'v12', ''].map(
    (tag): System => ({ platform: 'linux', backend, api, lock, available, tag }),
  ))))),
  ...(['darwin', 'win32'] as const).flatMap(platform => apis.flatMap(api => [true, false].map(
    (available): System => ({ platform, backend: '', api, available, lock: platform === 'win32' ? 'open' : 'unknown', tag: 'v10' }),
  ))),
]

/** The locks and tags with which an available keyring stores the secret. They are written out, so that the test does not repeat the rules of the code. */
const storing = ['open v11', 'open v12', 'locked v11', 'locked v12', 'unknown v11', 'unknown v12']
const storingBy: Readonly<Record<(typeof backends)[number], readonly string[]>> = {
  'gnome_libsecret': storing, 'kwallet': storing, 'kwallet5': storing, 'kwallet6': storing,
  'basic_text': [], 'unknown': [], '': [],
}
/** The systems that store the secret, by name. */
const storingSystems: ReadonlySet<string> = new Set([
  ...backends.flatMap(backend => apis.flatMap(api => storingBy[backend].map(each => `linux ${backend} ${api} ${each} present`))),
  'darwin  sync unknown v10 present', 'darwin  async unknown v10 present', 'win32  sync open v10 present', 'win32  async open v10 present',
])
const isReal = ({ platform, backend, api, available, lock, tag }: System): boolean =>
  storingSystems.has(`${platform} ${backend} ${api} ${lock} ${tag} ${available ? 'present' : 'absent'}`)

it(`only those of ${systems.length} systems that have a real keyring store the secret`, async () => {
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
  ] as const)('on %s %s seals with %s', async (platform, backend, name, tag) => {
    const { disk, start } = createDisk()
    const settings = await start({ ...linux, platform, backend, api, tag, lock: 'unknown' }).save(credentials)
    expect(settings).toMatchObject({ secret: { kind: 'sealed', backend: name }, storage: { backend: name, protects: true } })
    expect(disk.stored?.sealed?.backend).toBe(name)
  })

  it.each<[string, Partial<System>, SessionOnlyReason]>([
    ['an unknown desktop', { backend: 'basic_text', available: false }, 'no-keyring'],
    ['plain text that claims to be encrypted', { backend: 'basic_text', tag: 'v10' }, 'no-keyring'],
    ['no backend yet', { backend: 'unknown' }, 'no-keyring'],
    ['a keyring that is not running', { available: false, lock: 'absent' }, 'keyring-unavailable'],
    ['a wallet that is not running', { backend: 'kwallet6', available: false, lock: 'unknown' }, 'keyring-unavailable'],
    ['a keyring that refuses', { refuses: 'Error while encrypting the text provided to safeStorage.encryptString.' }, 'sealing-failed'],
    ['a keyring that refuses without a message', { refuses: '' }, 'sealing-failed'],
    ['a keyring that ends meanwhile', { refuses: 'safeStorage.encryptStringAsync is temporarily unavailable. Please try again.' }, 'keyring-unavailable'],
    ['a keyring that is absent when it is used', { refuses: 'Error while encrypting the text. Encryption is not available.' }, 'keyring-unavailable'],
    ['a macOS keychain that refuses', { platform: 'darwin', lock: 'unknown', tag: 'v10', refuses: 'Error while encrypting the text.' }, 'sealing-failed'],
    ['Windows encryption that fails', { platform: 'win32', tag: 'v10', refuses: 'Error while encrypting the text.' }, 'sealing-failed'],
  ])('with %s stores the secret for this session only', async (_name, system, reason) => {
    const { disk, start } = createDisk()
    expect((await start({ ...linux, api, ...system }).save(credentials)).secret).toEqual({ kind: 'session', reason })
    expect(disk.stored).toMatchObject({ tenantId: 'tenant', sealed: null })
  })

  it.each<[string, Partial<System>, Readonly<Record<Api, SessionOnlyReason>>]>([
    ['a fallback to the fixed key', { tag: 'v10' }, { sync: 'fixed-key', async: 'keyring-unavailable' }],
    ['no encryption at all', { tag: '' }, { sync: 'fixed-key', async: 'keyring-unavailable' }],
    ['macOS without a keychain', { platform: 'darwin', available: false, lock: 'unknown' }, { sync: 'keyring-unavailable', async: 'sealing-failed' }],
    ['a dismissed prompt', { available: false, lock: 'locked' }, { sync: 'keyring-locked', async: 'keyring-locked' }],
    ['an open keyring that gives no key', { available: false }, { sync: 'keyring-unavailable', async: 'keyring-unavailable' }],
  ])('with %s stores the secret for this session only, with the reason that this API reports', async (_name, system, reasons) => {
    const { disk, start } = createDisk()
    expect((await start({ ...linux, api, ...system }).save(credentials)).secret).toEqual({ kind: 'session', reason: reasons[api] })
    expect(disk.stored).toMatchObject({ tenantId: 'tenant', sealed: null })
  })

  it.each<[string, Partial<System>, string]>([
    ['dismissed', { available: false, lock: 'locked' }, 'keyring-locked'],
    ['failing', { available: false }, 'keyring-unavailable'],
    ['a closed wallet', { available: false, lock: 'unknown' }, 'keyring-unavailable'],
    ['absent', { available: false, lock: 'absent' }, 'keyring-unavailable'],
    ['present, but without the key that sealed it', { fails: 'Error while decrypting the ciphertext.' }, 'secret-unreadable'],
  ])('reports a sealed secret whose keyring is %s, and leaves it in the file', async (_name, system, code) => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    const before = disk.stored
    await expect(start({ ...linux, api, ...system }).load()).rejects.toMatchObject({ code })
    expect(disk.stored).toBe(before)
    expect(await start({ ...linux, api }).load()).toEqual(credentials)
  })

  it('continues to use a sealed secret that the keyring refuses to seal again', async () => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    const before = disk.stored
    expect(await start({ ...linux, api, reseal: true, refuses: 'no' }).load()).toEqual(credentials)
    expect(disk.stored).toBe(before)
  })

  it('reports a keyring that is absent when a secret is opened, and leaves the sealed secret in the file', async () => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    const before = disk.stored
    const vault = start({ ...linux, api, fails: 'Error while decrypting the ciphertext. Decryption is not available.' })
    await expect(vault.load()).rejects.toMatchObject({ code: 'keyring-unavailable' })
    expect(disk.stored).toBe(before)
  })

  it.each([
    ['gnome_libsecret', 'kwallet6'], ['kwallet5', 'kwallet6'], ['kwallet6', 'gnome_libsecret'], ['gnome_libsecret', 'basic_text'], ['kwallet', 'unknown'],
  ])('reports a secret sealed by %s under %s with both names, leaves it in the file, and opens it once the keyring is back', async (sealedBy, now) => {
    const { disk, start } = createDisk()
    await start({ ...linux, api, backend: sealedBy }).save(credentials)
    const before = disk.stored
    const other = start({ ...linux, api, backend: now })
    await expect(other.load()).rejects.toMatchObject({ code: 'keyring-changed', details: { sealedBy, backend: now } })
    expect(disk.stored).toBe(before)
    expect(other.status().secret).toEqual({ kind: 'sealed', backend: sealedBy })
    expect(await start({ ...linux, api, backend: sealedBy }).load()).toEqual(credentials)
  })

  it('refuses ciphertext under the fixed key even if the file names a keyring', async () => {
    const { disk, start } = createDisk()
    await start({ ...linux, api }).save(credentials)
    if (!disk.stored?.sealed) throw new Error('not sealed')
    disk.stored = { ...disk.stored, sealed: { ...disk.stored.sealed, ciphertext: Buffer.from('v10zapot').toString('base64') } }
    await expect(start({ ...linux, api }).load()).rejects.toMatchObject({ code: 'secret-unreadable' })
  })
})

describe('only the asynchronous API', () => {
  const asyncLinux: System = { ...linux, api: 'async' }

  it('does not report a sealed secret as unreadable if the keychain refuses everything', async () => {
    const mac: System = { ...asyncLinux, platform: 'darwin', lock: 'unknown', tag: 'v10' }
    const { disk, start } = createDisk()
    await start(mac).save(credentials)
    const before = disk.stored
    await expect(start({ ...mac, available: false }).load()).rejects.toMatchObject({ code: 'keyring-unavailable' })
    expect(disk.stored).toBe(before)
  })

  it.each([
    ['safeStorage.decryptStringAsync is temporarily unavailable. Please try again.', 'keyring-unavailable'],
    ['Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.', 'secret-unreadable'],
  ])('reports %j as %s, and leaves the sealed secret in the file', async (fails, code) => {
    const { disk, start } = createDisk()
    await start(asyncLinux).save(credentials)
    const before = disk.stored
    const vault = start({ ...asyncLinux, fails })
    await expect(vault.load()).rejects.toMatchObject({ code })
    expect(disk.stored).toBe(before)
  })

  it('seals again on request, with a keyring\'s key only', async () => {
    const { disk, start } = createDisk()
    await start(asyncLinux).save(credentials)
    expect(await start({ ...asyncLinux, reseal: true, tag: 'v12' }).load()).toEqual(credentials)
    expect(Buffer.from(disk.stored?.sealed?.ciphertext ?? '', 'base64').toString()).toBe('v12zapot')
    await expect(start({ ...asyncLinux, reseal: true, tag: 'v10' }).load()).rejects.toMatchObject({ code: 'keyring-unavailable' })
    expect(Buffer.from(disk.stored?.sealed?.ciphertext ?? '', 'base64').toString()).toBe('v12zapot')
  })
})
