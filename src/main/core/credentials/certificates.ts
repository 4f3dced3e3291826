/** @file Keeps the certificate that the user chose or created in Settings until it is saved with the credentials. */
import type { CertificateChoice, UnsavedCertificate } from '../../../shared/contract/credential'
import type { ErrorCode } from '../../../shared/contract/failure'
import type { ClientCertificate } from './certificate'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'

const passphraseCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['passphrase-missing', 'passphrase-wrong'])

/** A file that the user chose, with its content. */
export interface KeyFile {
  /** The file name without its folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Reads and creates certificates. The app uses `certificate-thread.ts`, which does so in a worker. Throws AppError as `readKeyFiles` does. */
export interface CertificateSource {
  readonly read: (files: readonly Uint8Array[], passphrase: string) => Promise<ClientCertificate>
  readonly make: () => Promise<ClientCertificate>
}

export interface Certificates {
  /** Prompts for files and reads them. The previous certificate is kept only if the user cancels. */
  readonly choose: () => Promise<CertificateChoice>
  /** Reads the most recently chosen files with their passphrase. Throws `certificate-not-chosen` if there are none. */
  readonly open: (passphrase: string) => Promise<CertificateChoice>
  /** Creates a certificate and saves its public part. A certificate without a saved public part is dropped: it could not be uploaded. */
  readonly make: () => Promise<CertificateChoice>
  /** Saves the unsaved certificate without its key and returns the file's name; null if the user cancels. Throws `certificate-not-chosen` if there is none. */
  readonly savePublicPart: () => Promise<string | null>
  /** Returns the unsaved certificate; null if there is none. `made`: this app created it, so the user may not have uploaded it to Entra yet. */
  readonly chosen: () => { readonly made: boolean, readonly client: ClientCertificate } | null
  /** Returns the facts about the unsaved certificate that Settings shows; null if there is none. */
  readonly unsaved: () => UnsavedCertificate | null
  /** Drops a certificate that was read from files. One that this app created is kept: its key is stored nowhere else, and the user may be uploading it. */
  readonly drop: () => void
  /** Drops the chosen files and the certificate, even if this app created it. */
  readonly forget: () => void
}

interface Deps extends CertificateSource {
  /** Prompts for key files; null if the user cancels. Throws AppError `certificate-file-…`. */
  readonly askWhichFiles: () => Promise<readonly KeyFile[] | null>
  /** Prompts for a location and writes the file. Returns its name; null if the user cancels. Throws AppError `certificate-unwritable`. */
  readonly savePublicPart: (fileName: string, bytes: Buffer) => Promise<string | null>
}

/** Returns the name and the content of the file that the user uploads to Entra. */
const publicFileOf = ({ certificate, publicPart }: ClientCertificate): [string, Buffer] =>
  [`XDR Desk ${certificate.thumbprintSha1.slice(0, 8)}.cer`, Buffer.from(publicPart)]

export function createCertificates({ askWhichFiles, savePublicPart, read, make }: Deps): Certificates {
  let files: readonly KeyFile[] = []
  let unsaved: { readonly shown: UnsavedCertificate, readonly client: ClientCertificate } | null = null
  /** Counts the calls of `forget`. If `forget` is called during an action, the action's result is not stored. */
  let drops = 0

  const forget = () => {
    drops++
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
    const dropsBefore = drops
    let client: ClientCertificate
    try {
      client = await read(files.map(({ bytes }) => bytes), passphrase)
    } catch (error) {
      // Another passphrase may open the files; every other failure is final.
      const maySucceed = error instanceof AppError && passphraseCodes.has(error.code)
      if (!maySucceed && drops === dropsBefore) forget()
      throw error
    }
    return drops === dropsBefore ? keep('chosen', fileName, client) : { kind: 'cancelled' }
  }

  return {
    open,
    choose: async () => {
      const dropsBefore = drops
      const picked = await askWhichFiles()
      if (!picked || drops !== dropsBefore) return { kind: 'cancelled' }
      forget()
      files = picked
      try {
        return await open('')
      } catch (error) {
        if (error instanceof AppError && error.code === 'passphrase-missing' && files === picked) return { kind: 'locked', fileName: picked.map(({ name }) => name).join(' + ') }
        throw error
      }
    },
    make: async () => {
      const dropsBefore = drops
      const client = await make()
      const fileName = await savePublicPart(...publicFileOf(client))
      if (fileName === null || drops !== dropsBefore) return { kind: 'cancelled' }
      return keep('made', fileName, client)
    },
    savePublicPart: async () => {
      if (!unsaved) throw new AppError('certificate-not-chosen')
      return savePublicPart(...publicFileOf(unsaved.client))
    },
    chosen: () => unsaved && { made: unsaved.shown.kind === 'made', client: unsaved.client },
    unsaved: () => unsaved?.shown ?? null,
    drop: () => { if (unsaved?.shown.kind !== 'made') forget() },
    forget,
  }
}
