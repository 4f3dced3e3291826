/**
 * @file What needs node-forge: PKCS#12 files and encrypted PKCS#8 keys, whose old ciphers (RC2, PKCS#12's 3DES) the runtime's own
 * crypto does not have everywhere. It is large and slow at deriving keys, so it is loaded in the thread that reads certificates alone.
 */
import { Buffer } from 'node:buffer'
import forge from 'node-forge'
import { AppError } from '../errors'

/** The keys (PKCS#8 or PKCS#1) and certificates of a file, DER. */
export interface PfxParts {
  readonly keys: readonly Buffer[]
  readonly certificates: readonly Buffer[]
}

type Asn1 = forge.asn1.Asn1

const parsed = (der: Buffer): Asn1 => forge.asn1.fromDer(der.toString('latin1'))
const written = (asn1: Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
const utf8 = (text: string): string => Buffer.from(text).toString('latin1')

/** Whether the file is of a kind that forge does not read; anything else that fails after parsing is the passphrase. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Error && ('oid' in error || 'errors' in error || 'contentType' in error)
}

/** The first of the attempts that succeeds. Throws AppError for what the last one failed with. */
function firstOf<T>(passphrase: string, attempts: readonly (() => T)[]): T {
  let last: unknown = null
  for (const attempt of attempts) {
    try {
      return attempt()
    } catch (error) {
      last = error
    }
  }
  if (isUnsupported(last)) throw new AppError('certificate-unreadable')
  throw new AppError(passphrase === '' ? 'passphrase-missing' : 'passphrase-wrong')
}

/**
 * A PKCS#12 file without its checksum. forge takes one passphrase for all, but the checksum wants it in UTF-16 and PBES2 in UTF-8,
 * and it does not know every checksum. Nothing hangs on it: what matters is that the key opens and fits the certificate.
 */
function withoutMac(der: Buffer): Asn1 {
  const pfx = parsed(der)
  if (Array.isArray(pfx.value)) pfx.value.splice(2)
  return pfx
}

function partsOf({ safeContents }: forge.pkcs12.Pkcs12Pfx): PfxParts {
  const bags = safeContents.flatMap(({ safeBags }) => safeBags)
  const { oids } = forge.pki
  return {
    keys: bags.filter(({ type }) => type === oids.keyBag || type === oids.pkcs8ShroudedKeyBag)
      .map(({ key, asn1 }) => written(key ? forge.pki.privateKeyToAsn1(key) : asn1)),
    certificates: bags.filter(({ type }) => type === oids.certBag)
      .map(({ cert, asn1 }) => written(cert ? forge.pki.certificateToAsn1(cert) : asn1)),
  }
}

/** Opens a PKCS#12 file. Throws AppError `passphrase-missing`, `passphrase-wrong` or `certificate-unreadable`. */
export function readPfx(der: Buffer, passphrase: string): PfxParts {
  const open = (pfx: Asn1, password?: string) => () => forge.pkcs12.pkcs12FromAsn1(pfx, false, password)
  try {
    parsed(der)
  } catch {
    throw new AppError('certificate-unreadable')
  }
  return partsOf(firstOf(passphrase, passphrase === ''
    // No passphrase is written as an empty one by some and as none by others.
    ? [open(parsed(der), ''), open(parsed(der)), open(withoutMac(der), '')]
    : [open(parsed(der), passphrase), open(withoutMac(der), utf8(passphrase))]))
}

/** Opens an encrypted PKCS#8 key; DER in, DER out. Throws as `readPfx`. */
export function openEncryptedKey(der: Buffer, passphrase: string): Buffer {
  if (passphrase === '') throw new AppError('passphrase-missing')
  const open = (password: string) => (): Buffer => {
    // The type of forge leaves out the null of a wrong padding, which is a wrong passphrase.
    const key: Asn1 | null = forge.pki.decryptPrivateKeyInfo(parsed(der), password)
    if (!key) throw new Error('padding')
    return written(key)
  }
  return firstOf(passphrase, [open(utf8(passphrase)), open(passphrase)])
}
