/** @file The certificate that is being chosen or made in Settings, until it is saved with the credentials. */
import type { CertificateChoice, UnsavedCertificate } from '../../../shared/contract/credential'
import type { ErrorCode } from '../../../shared/contract/failure'
import type { ClientCertificate } from './certificate'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'

const passphraseCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['passphrase-missing', 'passphrase-wrong'])

export interface KeyFile {
  /** Without its folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What reads and makes certificates; `certificate-thread.ts` does it aside. Throws AppError as `readKeyFiles` does. */
export interface CertificateMaker {
  readonly read: (files: readonly Uint8Array[], passphrase: string) => Promise<ClientCertificate>
  readonly make: () => Promise<ClientCertificate>
}

export interface Certificates {
  /** Asks for files and reads them. What was chosen before stays only where this is cancelled. */
  readonly choose: () => Promise<CertificateChoice>
  /** Reads the files that were chosen last, with their passphrase. Throws `certificate-not-chosen` where there are none. */
  readonly open: (passphrase: string) => Promise<CertificateChoice>
  /** Makes a certificate and saves its public part. One that was not saved is dropped: nobody could upload it. */
  readonly make: () => Promise<CertificateChoice>
  /** The certificate to save. `made`: by this app, so that Entra may not know it yet. */
  readonly chosen: () => { readonly made: boolean, readonly client: ClientCertificate } | null
  /** What the page shows of it. */
  readonly waiting: () => UnsavedCertificate | null
  /** Drops what was chosen. One that was made stays: its key is nowhere else, and somebody may be uploading it. */
  readonly drop: () => void
  /** Drops everything, also one that was made. */
  readonly forget: () => void
}

interface Deps extends CertificateMaker {
  /** Null when cancelled. Throws AppError `certificate-file-…`. */
  readonly askWhichFiles: () => Promise<readonly KeyFile[] | null>
  /** Asks where to save and writes it; its name, or null when cancelled. Throws AppError `certificate-unwritable`. */
  readonly savePublicPart: (fileName: string, bytes: Buffer) => Promise<string | null>
}

export function createCertificates({ askWhichFiles, savePublicPart, read, make }: Deps): Certificates {
  let files: readonly KeyFile[] = []
  let unsaved: { readonly shown: UnsavedCertificate, readonly client: ClientCertificate } | null = null
  /** Counts how often everything was forgotten: what was begun before is not held after it. */
  let forgotten = 0

  const forget = () => {
    forgotten++
    files = []
    unsaved = null
  }
  const keep = (kind: UnsavedCertificate['kind'], fileName: string, client: ClientCertificate): UnsavedCertificate => {
    forget()
    unsaved = { shown: { kind, fileName, certificate: client.certificate }, client }
    return unsaved.shown
  }

  const open = async (passphrase: string): Promise<CertificateChoice> => {
    if (files.length === 0) throw new AppError('certificate-not-chosen')
    const fileName = files.map(({ name }) => name).join(' + ')
    const before = forgotten
    let client: ClientCertificate
    try {
      client = await read(files.map(({ bytes }) => bytes), passphrase)
    } catch (error) {
      // Another passphrase may open it; nothing helps against what is inside.
      const maySucceed = error instanceof AppError && passphraseCodes.has(error.code)
      if (!maySucceed && forgotten === before) forget()
      throw error
    }
    return forgotten === before ? keep('chosen', fileName, client) : { kind: 'cancelled' }
  }

  return {
    open,
    choose: async () => {
      const before = forgotten
      const asked = await askWhichFiles()
      if (!asked || forgotten !== before) return { kind: 'cancelled' }
      forget()
      files = asked
      try {
        return await open('')
      } catch (error) {
        if (error instanceof AppError && error.code === 'passphrase-missing' && files === asked) return { kind: 'locked', fileName: asked.map(({ name }) => name).join(' + ') }
        throw error
      }
    },
    make: async () => {
      const before = forgotten
      const client = await make()
      const { certificate, publicPart } = client
      const fileName = await savePublicPart(`XDR Desk ${certificate.thumbprintSha1.slice(0, 8)}.cer`, Buffer.from(publicPart))
      if (fileName === null || forgotten !== before) return { kind: 'cancelled' }
      return keep('made', fileName, client)
    },
    chosen: () => unsaved && { made: unsaved.shown.kind === 'made', client: unsaved.client },
    waiting: () => unsaved?.shown ?? null,
    drop: () => { if (unsaved?.shown.kind !== 'made') forget() },
    forget,
  }
}
