import type { ErrorCode } from '../../../shared/contract/failure'
import type { ClientCertificate } from './certificate'
import type { KeyFile } from './certificates'
import { describe, expect, it, vi } from 'vitest'
import { createCertificates } from './certificates'
import { AppError } from '../base/errors'

const client: ClientCertificate = {
  certificate: { subject: 'CN=x', thumbprintSha1: 'ABCDEF0123456789', thumbprintSha256: 'FF', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' },
  privateKey: 'the key',
  publicPart: 'the public part',
}
const pfx: KeyFile = { name: 'app.pfx', bytes: Uint8Array.of(1) }

function fakes() {
  const control = { files: [pfx] as readonly KeyFile[] | null, passphrase: '', saveAs: 'for entra.cer' as string | null, fails: null as ErrorCode | null }
  const saved: [string, string][] = []
  const certificates = createCertificates({
    askWhichFiles: async () => control.files,
    savePublicPart: async (fileName, bytes) => {
      saved.push([fileName, bytes.toString()])
      return control.saveAs
    },
    read: async (_files, passphrase) => {
      if (passphrase !== control.passphrase) throw new AppError(passphrase === '' ? 'passphrase-missing' : 'passphrase-wrong')
      if (control.fails) throw new AppError(control.fails)
      return client
    },
    make: async () => client,
  })
  return { control, saved, certificates }
}

describe('the unsaved certificate', () => {
  it('is read from the chosen files, and its key stays in main', async () => {
    const { control, certificates } = fakes()
    control.files = [pfx, { ...pfx, name: 'app.key' }]
    const choice = await certificates.choose()
    expect(choice).toEqual({ kind: 'chosen', fileName: 'app.pfx + app.key', certificate: client.certificate })
    expect(JSON.stringify(choice)).not.toContain(client.privateKey)
    expect(certificates.chosen()).toEqual({ made: false, client })
    certificates.forget()
    expect(certificates.chosen()).toBeNull()
  })

  it('asks for the passphrase until it is correct', async () => {
    const { control, certificates } = fakes()
    control.passphrase = 'opal'
    expect(await certificates.choose()).toEqual({ kind: 'locked', fileName: 'app.pfx' })
    await expect(certificates.open('')).rejects.toMatchObject({ code: 'passphrase-missing' })
    await expect(certificates.open('topaz')).rejects.toMatchObject({ code: 'passphrase-wrong' })
    expect(certificates.chosen()).toBeNull()
    expect(await certificates.open('opal')).toMatchObject({ kind: 'chosen' })
    // After success the files are dropped; only the key is kept.
    await expect(certificates.open('opal')).rejects.toMatchObject({ code: 'certificate-not-chosen' })
  })

  it('is kept if the user cancels the next choice, and dropped if new files are locked', async () => {
    const { control, certificates } = fakes()
    await certificates.choose()
    control.files = null
    expect(await certificates.choose()).toEqual({ kind: 'cancelled' })
    control.saveAs = null
    expect(await certificates.make()).toEqual({ kind: 'cancelled' })
    expect(certificates.chosen()?.made).toBe(false)
    control.files = [pfx]
    control.passphrase = 'opal'
    expect(await certificates.choose()).toMatchObject({ kind: 'locked' })
    expect(certificates.chosen()).toBeNull()
  })

  it('is created with a saved file that contains only the public part', async () => {
    const { saved, certificates } = fakes()
    expect(await certificates.make()).toEqual({ kind: 'made', fileName: 'for entra.cer', certificate: client.certificate })
    expect(saved).toEqual([['XDR Desk ABCDEF01.cer', 'the public part']])
    expect(certificates.chosen()).toEqual({ made: true, client })
  })

  it('can be saved without its key after it was chosen, as often as the user likes', async () => {
    const { control, saved, certificates } = fakes()
    await expect(certificates.savePublicPart()).rejects.toMatchObject({ code: 'certificate-not-chosen' })
    await certificates.choose()
    expect(await certificates.savePublicPart()).toBe('for entra.cer')
    expect(saved).toEqual([['XDR Desk ABCDEF01.cer', 'the public part']])
    control.saveAs = null
    expect(await certificates.savePublicPart()).toBeNull()
    expect(certificates.chosen()).toEqual({ made: false, client })
  })

  it('is dropped with its profile if it was chosen, but kept until forget if it was created', async () => {
    const { certificates } = fakes()
    await certificates.choose()
    certificates.drop()
    expect([certificates.chosen(), certificates.unsaved()]).toEqual([null, null])
    await certificates.make()
    certificates.drop()
    expect(certificates.unsaved()).toEqual({ kind: 'made', fileName: 'for entra.cer', certificate: client.certificate })
    certificates.forget()
    expect(certificates.unsaved()).toBeNull()
  })

  it('is not read from a file that opens but cannot be used, which is dropped', async () => {
    const { control, certificates } = fakes()
    control.passphrase = 'opal'
    await certificates.choose()
    control.fails = 'certificate-expired'
    await expect(certificates.open('opal')).rejects.toMatchObject({ code: 'certificate-expired' })
    await expect(certificates.open('opal')).rejects.toMatchObject({ code: 'certificate-not-chosen' })
  })

  it('is read from all files; they are dropped if no passphrase can open them', async () => {
    const read: (readonly Uint8Array[])[] = []
    let fails: Error = new AppError('passphrase-missing')
    const certificates = createCertificates({
      askWhichFiles: async () => [pfx, { name: 'b.key', bytes: Uint8Array.of(2) }],
      savePublicPart: async () => null,
      read: async (files) => {
        read.push(files)
        throw fails
      },
      make: async () => client,
    })
    expect(await certificates.choose()).toEqual({ kind: 'locked', fileName: 'app.pfx + b.key' })
    fails = new AppError('key-mismatch')
    await expect(certificates.open('p')).rejects.toBe(fails)
    await expect(certificates.open('p')).rejects.toMatchObject({ code: 'certificate-not-chosen' })
    expect(read).toEqual([[Uint8Array.of(1), Uint8Array.of(2)], [Uint8Array.of(1), Uint8Array.of(2)]])
    for (fails of [new AppError('key-missing'), new AppError('passphrase-wrong'), Object.assign(new Error('x'), { code: 'passphrase-missing' })]) {
      await expect(certificates.choose()).rejects.toBe(fails)
    }
  })

  it('is the most recent choice, even if reading an earlier choice fails later', async () => {
    const finishRead: ((error: Error | null) => void)[] = []
    const certificates = createCertificates({
      askWhichFiles: async () => [{ ...pfx, name: `file ${finishRead.length}` }],
      savePublicPart: async () => null,
      read: () => new Promise((resolve, reject) => { finishRead.push(error => error ? reject(error) : resolve(client)) }),
      make: async () => client,
    })
    const first = certificates.choose()
    await vi.waitUntil(() => finishRead.length === 1)
    const second = certificates.choose()
    await vi.waitUntil(() => finishRead.length === 2)
    finishRead[0]?.(new AppError('passphrase-missing'))
    await expect(first).rejects.toMatchObject({ code: 'passphrase-missing' })
    finishRead[1]?.(null)
    expect(await second).toMatchObject({ kind: 'chosen', fileName: 'file 1' })
    const third = certificates.choose()
    await vi.waitUntil(() => finishRead.length === 3)
    const fourth = certificates.choose()
    await vi.waitUntil(() => finishRead.length === 4)
    finishRead[2]?.(new AppError('key-mismatch'))
    await expect(third).rejects.toMatchObject({ code: 'key-mismatch' })
    finishRead[3]?.(null)
    expect(await fourth).toMatchObject({ kind: 'chosen', fileName: 'file 3' })
  })

  it('is not stored if forget was called after the action started', async () => {
    const { control, certificates } = fakes()
    for (const startAction of [certificates.choose, certificates.make]) {
      const late = startAction()
      certificates.forget()
      expect(await late).toEqual({ kind: 'cancelled' })
      expect(certificates.chosen()).toBeNull()
    }
    control.passphrase = 'opal'
    await certificates.choose()
    const late = certificates.open('opal')
    certificates.forget()
    expect(await late).toEqual({ kind: 'cancelled' })
    expect(certificates.chosen()).toBeNull()
  })
})
