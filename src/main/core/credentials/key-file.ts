/** @file Reads a certificate and its private key from the usual file formats: PEM in any order, DER, PKCS#12. */
import type { KeyObject } from 'node:crypto'
import type { ClientCertificate } from './certificate'
import { Buffer } from 'node:buffer'
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { certificateFacts, checkValidity } from './certificate'
import { AppError } from '../base/errors'
import { nonRsaKind, openEncryptedKey, readPfx } from './pfx'

/** The shortest RSA key that Entra accepts, in bits. */
const minRsaBits = 2048

interface Parts {
  readonly keys: readonly KeyObject[]
  readonly certificates: readonly X509Certificate[]
}

const block = /-----BEGIN ([A-Z\d ]+)-----([\s\S]+?)-----END \1-----/g
/** Ciphers of the traditional encrypted format (`Proc-Type: 4,ENCRYPTED`) that every runtime supports. */
const oldCiphers = /^DEK-Info: (?:AES-(?:128|192|256)-CBC|DES-EDE3-CBC),/m

function attempt<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

/** Returns `value`. Throws AppError `certificate-unreadable` if `value` is null. */
function readable<T>(value: T | null): T {
  if (value === null) throw new AppError('certificate-unreadable')
  return value
}

/** Returns the key; null if it is unreadable. Throws AppError `key-not-rsa` for a kind or curve that the runtime (Node or Electron) does not support. */
function keyFromDer(der: Buffer): KeyObject | null {
  const key = attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })) ?? attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }))
  const keyKind = key ? null : nonRsaKind(der)
  if (keyKind !== null) throw new AppError('key-not-rsa', { keyKind })
  return key
}

interface Block {
  readonly pem: string
  readonly label: string
  readonly der: Buffer
}

function keyFromPem({ pem, label, der }: Block, passphrase: string): KeyObject {
  if (label === 'ENCRYPTED PRIVATE KEY') return readable(keyFromDer(openEncryptedKey(der, passphrase)))
  if (!pem.includes('Proc-Type: 4,ENCRYPTED')) return readable(attempt(() => createPrivateKey(pem)) ?? keyFromDer(der))
  // Checked before the passphrase: if the runtime does not support the curve, it would report even the correct passphrase as wrong.
  if (label === 'EC PRIVATE KEY') throw new AppError('key-not-rsa', { keyKind: 'ec' })
  if (!oldCiphers.test(pem)) throw new AppError('certificate-unreadable')
  if (passphrase === '') throw new AppError('passphrase-missing')
  const key = attempt(() => createPrivateKey({ key: pem, passphrase }))
  if (!key) throw new AppError('passphrase-wrong')
  return key
}

function readPem(text: string, passphrase: string): Parts {
  const blocks = [...text.matchAll(block)].map(([pem, label = '', body = '']): Block => ({ pem, label, der: Buffer.from(body, 'base64') }))
  const labelled = (pattern: RegExp) => blocks.filter(({ label }) => pattern.test(label))
  const keys = labelled(/PRIVATE KEY$/)
  const certificates = labelled(/^(?:X509 )?CERTIFICATE$/)
  if (keys.length + certificates.length === 0) throw new AppError('certificate-unreadable')
  return {
    certificates: certificates.map(({ der }) => readable(attempt(() => new X509Certificate(der)))),
    keys: keys.map(each => keyFromPem(each, passphrase)),
  }
}

function readDer(der: Buffer, passphrase: string): Parts {
  const certificate = attempt(() => new X509Certificate(der))
  if (certificate) return { keys: [], certificates: [certificate] }
  const key = keyFromDer(der)
  if (key) return { keys: [key], certificates: [] }
  const { keys, certificates } = readPfx(der, passphrase)
  return {
    keys: keys.map(each => readable(keyFromDer(each))),
    certificates: certificates.map(each => readable(attempt(() => new X509Certificate(each)))),
  }
}

/** Returns the text of a PEM file, which may be in UTF-16 as PowerShell writes it; null for any other file. */
function pemText(bytes: Buffer): string | null {
  const text = bytes.toString(bytes[0] === 0xFF && bytes[1] === 0xFE ? 'utf16le' : 'utf8')
  return text.includes('-----BEGIN ') ? text : null
}

function readFile(bytes: Buffer, passphrase: string): Parts {
  const text = pemText(bytes)
  return text === null ? readDer(bytes, passphrase) : readPem(text, passphrase)
}

const publicDer = (key: KeyObject): string => createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')

/** Returns the only key; a file may contain copies of it. Throws AppError `key-missing` or `several-keys`. */
function onlyKey(keys: readonly KeyObject[]): KeyObject {
  const distinct = [...new Map(keys.map(key => [publicDer(key), key])).values()]
  const [key] = distinct
  if (!key) throw new AppError('key-missing')
  if (distinct.length > 1) throw new AppError('several-keys', { count: distinct.length })
  return key
}

/**
 * Returns the certificate that belongs to the key. If several do, because it was renewed for the same key, prefers certificates that are valid
 * at `now` (a renewal may not be valid yet), then the latest expiry. Throws AppError `certificate-missing` or `key-mismatch`.
 */
function leafFor(key: KeyObject, certificates: readonly X509Certificate[], now: number): X509Certificate {
  if (certificates.length === 0) throw new AppError('certificate-missing')
  const isValid = ({ validFrom, validTo }: X509Certificate) => Date.parse(validFrom) <= now && now < Date.parse(validTo)
  const [leaf] = certificates.filter(each => each.checkPrivateKey(key))
    .sort((a, b) => Number(isValid(b)) - Number(isValid(a)) || Date.parse(b.validTo) - Date.parse(a.validTo))
  if (!leaf) throw new AppError('key-mismatch')
  return leaf
}

/**
 * Returns the certificate and key in these files, checked for use at `now` (ms since 1970). `passphrase`: '' for none.
 * Throws AppError with a separate code for each reason why the files cannot be used.
 */
export function readKeyFiles(files: readonly Uint8Array[], passphrase: string, now: number): ClientCertificate {
  const parts = files.map(bytes => readFile(Buffer.from(bytes), passphrase))
  const key = onlyKey(parts.flatMap(({ keys }) => keys))
  const leaf = leafFor(key, parts.flatMap(({ certificates }) => certificates), now)
  if (key.asymmetricKeyType !== 'rsa') throw new AppError('key-not-rsa', { keyKind: key.asymmetricKeyType ?? '' })
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < minRsaBits) throw new AppError('key-too-short', { bits })
  const certificate = certificateFacts(leaf)
  checkValidity(certificate, now)
  return { certificate, privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(), publicPart: leaf.toString() }
}
