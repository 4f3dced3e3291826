/**
 * @file What needs node-forge: PKCS#12 files and encrypted PKCS#8 keys, whose old ciphers (RC2, PKCS#12's 3DES) the runtime's own
 * crypto does not have everywhere. It is large and slow at deriving keys, so it is loaded in the thread that reads certificates alone.
 */
import { Buffer } from 'node:buffer'
import forge from 'node-forge'
import { AppError } from '../base/errors'

/** The keys (PKCS#8) and certificates of a file, DER. */
export interface PfxParts {
  readonly keys: readonly Buffer[]
  readonly certificates: readonly Buffer[]
}

type Asn1 = forge.asn1.Asn1

const { Class, Type } = forge.asn1
const { oids } = forge.pki
/** Its type leaves out the null of a wrong padding, which is a wrong passphrase, and that there may be no passphrase. */
const decrypt = forge.pki.decryptPrivateKeyInfo as (info: Asn1, password?: string) => Asn1 | null

const binary = (der: Buffer): string => der.toString('latin1')
const parsed = (der: string): Asn1 => forge.asn1.fromDer(der)
const written = (asn1: Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
const oid = ({ value }: Asn1): string => typeof value === 'string' ? forge.asn1.derToOid(value) : ''
/** Octets may come in chunks, also of chunks. */
const octets = ({ value }: Asn1): string => typeof value === 'string' ? value : value.map(octets).join('')

/** What stands at this place, each number one level deeper. */
function at(asn1: Asn1, ...places: readonly number[]): Asn1 {
  return places.reduce((outer, place) => {
    const inner = Array.isArray(outer.value) ? outer.value[place] : null
    if (!inner) throw new AppError('certificate-unreadable')
    return inner
  }, asn1)
}

function list({ value }: Asn1): readonly Asn1[] {
  if (!Array.isArray(value)) throw new AppError('certificate-unreadable')
  return value
}

/** Whether it is encrypted in a way that forge does not know; anything else that fails is the passphrase. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Error && ('oid' in error || 'errors' in error)
}

/**
 * forge takes as characters what PBES2 wants as bytes in UTF-8; PKCS#12's own ciphers want the characters, and got the bytes from
 * openssl before 1.1. No passphrase is written as an empty one by some and as none by others.
 */
const passwords = (passphrase: string): ReadonlySet<string | undefined> =>
  passphrase === '' ? new Set(['', undefined]) : new Set([binary(Buffer.from(passphrase)), passphrase])

/** What `read` returns; whatever of the file's shape it stumbles over is AppError `certificate-unreadable`. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('certificate-unreadable')
  }
}

/** Decrypts and parses. Throws AppError `passphrase-missing`, `passphrase-wrong` or `certificate-unreadable`. */
function opened(algorithm: Asn1, encrypted: Asn1, passphrase: string): Asn1 {
  // Encrypted content has the parts of an encrypted key, for which alone forge has a door.
  const data = forge.asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, octets(encrypted))
  const info = forge.asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [algorithm, data])
  let last: unknown = null
  for (const password of passwords(passphrase)) {
    try {
      const plain = decrypt(info, password)
      if (plain) return plain
    } catch (error) {
      last = error
    }
  }
  if (isUnsupported(last)) throw new AppError('certificate-unreadable')
  throw new AppError(passphrase === '' ? 'passphrase-missing' : 'passphrase-wrong')
}

/** The bags in one of the parts of a PFX. */
function bagsIn(part: Asn1, passphrase: string): readonly Asn1[] {
  const content = at(part, 1, 0)
  switch (oid(at(part, 0))) {
    case oids.data: return list(parsed(octets(content)))
    case oids.encryptedData: return list(opened(at(content, 1, 1), at(content, 1, 2), passphrase))
    default: throw new AppError('certificate-unreadable')
  }
}

function keysIn(bag: Asn1, passphrase: string): readonly Buffer[] {
  switch (oid(at(bag, 0))) {
    case oids.keyBag: return [written(at(bag, 1, 0))]
    case oids.pkcs8ShroudedKeyBag: return [written(opened(at(bag, 1, 0, 0), at(bag, 1, 0, 1), passphrase))]
    default: return []
  }
}

/** As they stand in the file: one that is written anew may differ, and its thumbprint with it. */
const certificatesIn = (bag: Asn1): readonly Buffer[] =>
  oid(at(bag, 0)) === oids.certBag ? [Buffer.from(octets(at(bag, 1, 0, 1, 0)), 'latin1')] : []

/**
 * Opens a PKCS#12 file (RFC 7292), whose checksum is not judged. forge's own reader is not used: it writes certificates anew, takes
 * an RSA-PSS key for an RSA key, and wants one passphrase in two encodings. Throws as `opened`.
 */
export function readPfx(der: Buffer, passphrase: string): PfxParts {
  return readable(() => {
    const bags = list(parsed(octets(at(parsed(binary(der)), 1, 1, 0)))).flatMap(part => bagsIn(part, passphrase))
    return { keys: bags.flatMap(bag => keysIn(bag, passphrase)), certificates: bags.flatMap(certificatesIn) }
  })
}

/** Opens an encrypted PKCS#8 key; DER in, DER out. Throws as `opened`. */
export function openEncryptedKey(der: Buffer, passphrase: string): Buffer {
  if (passphrase === '') throw new AppError('passphrase-missing')
  return readable(() => {
    const info = parsed(binary(der))
    return written(opened(at(info, 0), at(info, 1), passphrase))
  })
}

/** As Node names them. */
const foreignKinds: Readonly<Record<string, string>> = {
  '1.2.840.10045.2.1': 'ec',
  '1.2.840.113549.1.1.10': 'rsa-pss',
  '1.2.840.10040.4.1': 'dsa',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
}

/** The kind of a private key (PKCS#8 or SEC 1) that is not RSA, '' for one that has no name here; null for RSA and for no key. */
export function foreignKind(der: Buffer): string | null {
  try {
    const [version, second, third] = list(parsed(binary(der)))
    if (version?.type !== Type.INTEGER || !second) return null
    if (second.type === Type.OCTETSTRING) return 'ec'
    if (second.type !== Type.SEQUENCE || third?.type !== Type.OCTETSTRING) return null
    const algorithm = oid(at(second, 0))
    return algorithm === oids.rsaEncryption ? null : foreignKinds[algorithm] ?? ''
  } catch {
    return null
  }
}
