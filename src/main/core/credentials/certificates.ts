/** @file The certificate that is being chosen or made in Settings, until it is saved with the credentials. */
import type { CertificateChoice } from '../../../shared/credential'
import type { ClientCertificate } from './certificate'
import { Buffer } from 'node:buffer'
import { AppError } from '../errors'

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
  let chosen: ReturnType<Certificates['chosen']> = null
  /** Counts how often everything was forgotten: what was begun before is not held after it. */
  let forgotten = 0

  const forget = () => {
    forgotten++
    files = []
    chosen = null
  }

  const open = async (passphrase: string): Promise<CertificateChoice> => {
    if (files.length === 0) throw new AppError('certificate-not-chosen')
    const fileName = files.map(({ name }) => name).join(' + ')
    const before = forgotten
    const client = await read(files.map(({ bytes }) => bytes), passphrase)
    if (forgotten !== before) return { kind: 'cancelled' }
    forget()
    chosen = { made: false, client }
    return { kind: 'chosen', fileName, certificate: client.certificate }
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
        if (files !== asked) return { kind: 'cancelled' }
        if (error instanceof AppError && error.code === 'passphrase-missing') return { kind: 'locked', fileName: asked.map(({ name }) => name).join(' + ') }
        forget()
        throw error
      }
    },
    make: async () => {
      const before = forgotten
      const client = await make()
      const { certificate, publicPart } = client
      const fileName = await savePublicPart(`XDR Desk ${certificate.thumbprintSha1.slice(0, 8)}.cer`, Buffer.from(publicPart))
      if (fileName === null || forgotten !== before) return { kind: 'cancelled' }
      forget()
      chosen = { made: true, client }
      return { kind: 'made', fileName, certificate }
    },
    chosen: () => chosen,
    forget,
  }
}
