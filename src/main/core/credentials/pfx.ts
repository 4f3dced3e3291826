/**
 * @file Reads PKCS#12 files and encrypted PKCS#8 keys with node-forge: not every runtime supports their old ciphers (RC2, the 3DES of
 * PKCS#12). node-forge is large and derives keys slowly, so only the worker that reads certificates loads it.
 */
import { Buffer } from 'node:buffer'
import forge from 'node-forge'
import { AppError } from '../base/errors'

/** The keys (PKCS#8) and certificates in a file, DER. */
export interface PfxParts {
  readonly keys: readonly Buffer[]
  readonly certificates: readonly Buffer[]
}

type Asn1 = forge.asn1.Asn1

const { Class, Type } = forge.asn1
const { oids } = forge.pki
/** forge's own type omits two cases: the passphrase may be missing, and the result is null if the passphrase is wrong. */
const decrypt = forge.pki.decryptPrivateKeyInfo as (info: Asn1, password?: string) => Asn1 | null

const binary = (der: Buffer): string => der.toString('latin1')
const parsed = (der: string): Asn1 => forge.asn1.fromDer(der)
const encoded = (asn1: Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
const oid = ({ value }: Asn1): string => typeof value === 'string' ? forge.asn1.derToOid(value) : ''
/** Returns the content of an octet string, which may be split into nested chunks. */
const octets = ({ value }: Asn1): string => typeof value === 'string' ? value : value.map(octets).join('')

/** Returns the nested value at a path of indexes. */
function at(asn1: Asn1, ...indexes: readonly number[]): Asn1 {
  return indexes.reduce((outer, index) => {
    const inner = Array.isArray(outer.value) ? outer.value[index] : null
    if (!inner) throw new AppError('certificate-unreadable')
    return inner
  }, asn1)
}

function list({ value }: Asn1): readonly Asn1[] {
  if (!Array.isArray(value)) throw new AppError('certificate-unreadable')
  return value
}

/** Returns whether an error means that forge does not support the encryption. Every other error means a wrong passphrase. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Error && ('oid' in error || 'errors' in error)
}

/**
 * Returns the forms of a passphrase to try. PBES2 uses the UTF-8 bytes of the passphrase, which forge expects as characters. The ciphers of
 * PKCS#12 use its characters, but openssl before 1.1 used the bytes. Some programs encrypt with an empty passphrase if there is none, others without one.
 */
const passwords = (passphrase: string): ReadonlySet<string | undefined> =>
  passphrase === '' ? new Set(['', undefined]) : new Set([binary(Buffer.from(passphrase)), passphrase])

/** Returns the result of `read`. Throws AppError `certificate-unreadable` for any error that is not an AppError. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('certificate-unreadable')
  }
}

/** Returns decrypted and parsed content. Throws AppError `passphrase-missing`, `passphrase-wrong` or `certificate-unreadable`. */
function decrypted(algorithm: Asn1, encrypted: Asn1, passphrase: string): Asn1 {
  // Encrypted content has the structure of an encrypted key, and forge can only decrypt the latter.
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

/** Returns the bags in one part of a PFX. */
function bagsIn(part: Asn1, passphrase: string): readonly Asn1[] {
  const content = at(part, 1, 0)
  switch (oid(at(part, 0))) {
    case oids.data: return list(parsed(octets(content)))
    case oids.encryptedData: return list(decrypted(at(content, 1, 1), at(content, 1, 2), passphrase))
    default: throw new AppError('certificate-unreadable')
  }
}

function keysIn(bag: Asn1, passphrase: string): readonly Buffer[] {
  switch (oid(at(bag, 0))) {
    case oids.keyBag: return [encoded(at(bag, 1, 0))]
    case oids.pkcs8ShroudedKeyBag: return [encoded(decrypted(at(bag, 1, 0, 0), at(bag, 1, 0, 1), passphrase))]
    default: return []
  }
}

/** Returns the exact bytes from the file: encoding a certificate again may change its thumbprint. */
const certificatesIn = (bag: Asn1): readonly Buffer[] =>
  oid(at(bag, 0)) === oids.certBag ? [Buffer.from(octets(at(bag, 1, 0, 1, 0)), 'latin1')] : []

/**
 * Reads a PKCS#12 file (RFC 7292) without verifying its checksum. Does not use forge's own reader, which encodes certificates again, treats
 * an RSA-PSS key as an RSA key, and requires one passphrase in two encodings. Throws as `decrypted`.
 */
export function readPfx(der: Buffer, passphrase: string): PfxParts {
  return readable(() => {
    const bags = list(parsed(octets(at(parsed(binary(der)), 1, 1, 0)))).flatMap(part => bagsIn(part, passphrase))
    return { keys: bags.flatMap(bag => keysIn(bag, passphrase)), certificates: bags.flatMap(certificatesIn) }
  })
}

/** Decrypts a PKCS#8 key; input and result are DER. Throws as `decrypted`. */
export function openEncryptedKey(der: Buffer, passphrase: string): Buffer {
  if (passphrase === '') throw new AppError('passphrase-missing')
  return readable(() => {
    const info = parsed(binary(der))
    return encoded(decrypted(at(info, 0), at(info, 1), passphrase))
  })
}

/** Node's names of key kinds, by object identifier. */
const nonRsaKinds: Readonly<Record<string, string>> = {
  '1.2.840.10045.2.1': 'ec',
  '1.2.840.113549.1.1.10': 'rsa-pss',
  '1.2.840.10040.4.1': 'dsa',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
}

/** Returns the kind of a private key (PKCS#8 or SEC 1) that is not RSA; '' if its kind has no name here; null for an RSA key and for other data. */
export function nonRsaKind(der: Buffer): string | null {
  try {
    const [version, second, third] = list(parsed(binary(der)))
    if (version?.type !== Type.INTEGER || !second) return null
    if (second.type === Type.OCTETSTRING) return 'ec'
    if (second.type !== Type.SEQUENCE || third?.type !== Type.OCTETSTRING) return null
    const algorithm = oid(at(second, 0))
    return algorithm === oids.rsaEncryption ? null : nonRsaKinds[algorithm] ?? ''
  } catch {
    return null
  }
}
