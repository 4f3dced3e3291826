/** @file Reads files that openssl creates, in every common format. */
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readKeyFiles } from './key-file'
import { createSelfSigned } from './self-signed'

const passphrase = 'topaz Schlüssel'
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-keys-'))
const at = (name: string) => path.join(folder, name)
const openssl = (line: string, ...more: readonly string[]) => execFileSync('openssl', [...line.split(' '), ...more], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const bytes = (...names: readonly string[]) => names.map(name => readFileSync(at(name)))
const join = (name: string, ...parts: readonly string[]) => writeFileSync(at(name), Buffer.concat(bytes(...parts)))
const hour = 3_600_000
/** An hour after the certificates are created. */
const now = Date.now() + hour
const days = (count: number) => now + count * 24 * hour

/** Creates a certificate for `key`.key, self-signed or signed by the root (`ca`). */
function certificate(name: string, options: { key?: string, ca?: boolean, days?: number } = {}) {
  const { key = name, ca = false, days: lasting = 300 } = options
  openssl(`req -new -key ${key}.key -out ${name}.csr -subj`, `/O=Contoso/CN=${name}`)
  openssl(`x509 -req -in ${name}.csr -days ${lasting} -out ${name}.crt`, ...(ca ? ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial'] : ['-signkey', `${key}.key`]))
}

const pfx = (name: string, ...more: readonly string[]) =>
  openssl(`pkcs12 -export -inkey leaf.key -in leaf.crt -certfile root.crt -out ${name}.pfx -passout`, `pass:${passphrase}`, ...more)

/** Creates three certificates for leaf.key, each valid for two years: from a year ago, from three years ago, and from a week ahead. */
async function renewals() {
  const keyPair = { privateKey: readFileSync(at('leaf.key'), 'utf8'), publicKey: openssl('rsa -in leaf.key -pubout') }
  for (const [name, from] of [['current', -365], ['past', -3 * 365], ['coming', 7]] as const) {
    const { cert } = await generate([{ name: 'commonName', value: name }], { keyPair, notBeforeDate: new Date(days(from)), notAfterDate: new Date(days(from + 2 * 365)) })
    writeFileSync(at(`${name}.crt`), cert)
  }
  join('renewed-early.pem', 'leaf.key', 'past.crt', 'current.crt', 'coming.crt')
  join('not-now.pem', 'leaf.key', 'past.crt', 'coming.crt')
}

/** Creates a PKCS#8 key whose algorithm is readable and whose content is not, like a key of a kind or curve that the runtime does not support. */
function foreignKey(name: string, algorithm: string): void {
  const { create, oidToDer, toDer, Class, Type } = forge.asn1
  const sequence = (...parts: forge.asn1.Asn1[]) => create(Class.UNIVERSAL, Type.SEQUENCE, true, parts)
  const der = Buffer.from(toDer(sequence(
    create(Class.UNIVERSAL, Type.INTEGER, false, '\0'),
    sequence(create(Class.UNIVERSAL, Type.OID, false, oidToDer(algorithm).getBytes())),
    create(Class.UNIVERSAL, Type.OCTETSTRING, false, 'of another kind'),
  )).getBytes(), 'latin1')
  writeFileSync(at(`${name}-der.key`), der)
  writeFileSync(at(`${name}.key`), `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`)
}

/** Creates the keys and certificates from which the other files are made. */
function keysAndCertificates(): void {
  for (const name of ['root', 'leaf', 'other']) openssl(`genrsa -out ${name}.key 2048`)
  openssl('genrsa -out short.key 1024')
  openssl('ecparam -genkey -name prime256v1 -out ec.key')
  certificate('root')
  certificate('leaf', { ca: true })
  certificate('leaf-before', { key: 'leaf', ca: true, days: 100 })
  for (const name of ['other', 'short', 'ec']) certificate(name)
}

/** Creates keys and certificates in every common format of PEM and DER. */
function pemAndDerFiles(): void {
  openssl('rsa -traditional -in leaf.key -out pkcs1.key')
  openssl('pkcs8 -topk8 -in leaf.key -out aes.key -v2 aes-256-cbc -passout', `pass:${passphrase}`)
  openssl('pkcs8 -topk8 -in leaf.key -out des3.key -v1 PBE-SHA1-3DES -passout', `pass:${passphrase}`)
  openssl('pkcs8 -topk8 -in leaf.key -out scrypt.key -scrypt -passout', `pass:${passphrase}`)
  openssl('rsa -traditional -aes256 -in leaf.key -out old.key -passout', `pass:${passphrase}`)
  openssl('x509 -in leaf.crt -outform DER -out leaf.cer')
  openssl('pkcs8 -topk8 -nocrypt -in leaf.key -outform DER -out leaf-der.key')
  openssl('rsa -traditional -in leaf.key -outform DER -out pkcs1-der.key')
  join('key-first.pem', 'leaf.key', 'leaf.crt', 'root.crt')
  join('chain-first.pem', 'root.crt', 'leaf-before.crt', 'leaf.crt', 'pkcs1.key')
  join('mismatch.pem', 'other.key', 'leaf.crt')
  join('several.pem', 'leaf.key', 'other.key', 'leaf.crt')
  join('twice.pem', 'leaf.key', 'leaf.crt', 'pkcs1.key')
  join('short.pem', 'short.key', 'short.crt')
  join('ec.pem', 'ec.key', 'ec.crt')
  for (const name of ['aes', 'des3', 'scrypt', 'old']) join(`${name}.pem`, `${name}.key`, 'leaf.crt')
  writeFileSync(at('windows.pem'), `\uFEFF${readFileSync(at('key-first.pem'), 'utf8').replaceAll('\n', '\r\n')}`, 'utf16le')
}

function pfxFiles(): void {
  pfx('new')
  pfx('legacy', '-legacy')
  pfx('windows', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-iter', '2000', '-CSP', 'Microsoft Enhanced RSA and AES Cryptographic Provider')
  pfx('sha512', '-macalg', 'sha512')
  pfx('open-certificates', '-certpbe', 'NONE')
  pfx('without-mac', '-nomac')
  pfx('rc2-128', '-legacy', '-certpbe', 'PBE-SHA1-RC2-128')
  openssl('pkcs12 -export -inkey leaf.key -in leaf.crt -out none.pfx -passout pass:')
  openssl('pkcs12 -export -nokeys -in leaf.crt -out no-key.pfx -passout', `pass:${passphrase}`)
  openssl('pkcs12 -export -nocerts -inkey leaf.key -out no-certificate.pfx -passout', `pass:${passphrase}`)
  openssl('pkcs12 -export -inkey ec.key -in ec.crt -out ec.pfx -passout', `pass:${passphrase}`)
  // Changes the last identifier of SHA-256 in the file, so that its checksum has an unknown algorithm.
  const unknown = readFileSync(at('new.pfx'))
  unknown[unknown.lastIndexOf(Buffer.from('608648016503040201', 'hex')) + 8] = 0x0F
  writeFileSync(at('unknown-mac.pfx'), unknown)
}

function namelessCertificate(): void {
  openssl('req -x509 -key leaf.key -days 300 -out nameless.crt -addext subjectAltName=DNS:xdr.example -subj /')
  join('nameless.pem', 'leaf.key', 'nameless.crt')
}

/** Creates keys of kinds that the app, or the runtime, does not support. */
function unsupportedKeys(): void {
  foreignKey('unknown-ec', '1.2.840.10045.2.1')
  foreignKey('unknown-pss', '1.2.840.113549.1.1.10')
  foreignKey('unknown-ed', '1.3.101.112')
  foreignKey('unknown', '1.3.6.1.4.1.99999.1')
  foreignKey('damaged-rsa', '1.2.840.113549.1.1.1')
  // Changes the last byte of the curve's identifier, so that the SEC 1 key has an unknown curve.
  openssl('ec -in ec.key -outform DER -out unknown-sec1-der.key')
  const sec1 = bytes('unknown-sec1-der.key')[0] ?? Buffer.alloc(0)
  sec1[sec1.indexOf(Buffer.from('2a8648ce3d030107', 'hex')) + 7] = 0x7F
  writeFileSync(at('unknown-sec1-der.key'), sec1)
  writeFileSync(at('unknown-sec1.key'), `-----BEGIN EC PRIVATE KEY-----\n${sec1.toString('base64')}\n-----END EC PRIVATE KEY-----\n`)
  openssl('ec -in ec.key -aes256 -out old-ec.key -passout', `pass:${passphrase}`)
  openssl('genpkey -algorithm rsa-pss -pkeyopt rsa_keygen_bits:2048 -out pss.key')
  openssl('req -x509 -key pss.key -days 300 -out pss.crt -subj /CN=pss')
  openssl('pkcs12 -export -inkey pss.key -in pss.crt -out pss.pfx -passout', `pass:${passphrase}`)
}

/** Creates files that are damaged or contain something else. */
function unreadableFiles(): void {
  writeFileSync(at('junk-encrypted.pem'), '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n')
  writeFileSync(at('text.pem'), 'Dear colleague, the key is in the other mail.')
  writeFileSync(at('empty.pem'), '')
  writeFileSync(at('half.pem'), readFileSync(at('key-first.pem'), 'utf8').slice(0, 900))
  writeFileSync(at('half.pfx'), readFileSync(at('new.pfx')).subarray(0, 900))
  writeFileSync(at('junk.pem'), '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')
  writeFileSync(at('junk-certificate.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
}

beforeAll(async () => {
  keysAndCertificates()
  pemAndDerFiles()
  pfxFiles()
  await renewals()
  namelessCertificate()
  unsupportedKeys()
  unreadableFiles()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('readKeyFiles reads', () => {
  it.each([
    ['PEM, the key first, with a chain', ['key-first.pem'], ''],
    ['PEM, PKCS#1, the chain first and the renewed certificate after the old one', ['chain-first.pem'], ''],
    ['PEM as PowerShell writes it', ['windows.pem'], ''],
    ['PEM with the key twice', ['twice.pem'], ''],
    ['PEM, PKCS#8 encrypted with AES-256', ['aes.pem'], passphrase],
    ['PEM, PKCS#8 encrypted with the 3DES of PKCS#12', ['des3.pem'], passphrase],
    ['PEM, PKCS#1 in the traditional encrypted format', ['old.pem'], passphrase],
    ['PEM in two files', ['leaf.crt', 'leaf.key'], ''],
    ['PEM in two files, the key encrypted', ['aes.key', 'leaf.crt'], passphrase],
    ['DER in two files', ['leaf.cer', 'leaf-der.key'], ''],
    ['DER in two files, PKCS#1', ['pkcs1-der.key', 'leaf.cer'], ''],
    ['PFX of openssl 3', ['new.pfx'], passphrase],
    ['PFX of openssl -legacy (RC2 and 3DES)', ['legacy.pfx'], passphrase],
    ['PFX as Windows exports it', ['windows.pfx'], passphrase],
    ['PFX with another checksum', ['sha512.pfx'], passphrase],
    ['PFX with unencrypted certificates', ['open-certificates.pfx'], passphrase],
    ['PFX without a checksum', ['without-mac.pfx'], passphrase],
    ['PFX with an unknown checksum algorithm', ['unknown-mac.pfx'], passphrase],
    ['PFX without a passphrase', ['none.pfx'], ''],
  ])('%s', (_name, names, given) => {
    const { certificate: facts, privateKey, publicPart } = readKeyFiles(bytes(...names), given, now)
    const print = (algorithm: string) => openssl(`x509 -in leaf.crt -noout -fingerprint -${algorithm}`).trim().split('=')[1]?.replaceAll(':', '')
    expect(facts).toEqual({
      subject: 'O=Contoso, CN=leaf',
      thumbprintSha256: print('sha256'),
      thumbprintSha1: print('sha1'),
      notBefore: new Date(new X509Certificate(readFileSync(at('leaf.crt'))).validFrom).toISOString(),
      expiresAt: new Date(new X509Certificate(readFileSync(at('leaf.crt'))).validTo).toISOString(),
    })
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    const spki = (key: Parameters<typeof createPublicKey>[0]) => createPublicKey(key).export({ type: 'spki', format: 'pem' })
    expect(spki(privateKey)).toEqual(spki(readFileSync(at('leaf.key'))))
    expect(publicPart).not.toContain('PRIVATE')
    expect(new X509Certificate(publicPart).raw.equals(new X509Certificate(readFileSync(at('leaf.crt'))).raw)).toBe(true)
  })
})

it('readKeyFiles returns the currently valid certificate rather than its renewal, which is valid from next week', () => {
  const of = (time: number) => readKeyFiles(bytes('renewed-early.pem'), '', time).certificate.subject
  expect([of(now), of(days(8))]).toEqual(['CN=current', 'CN=coming'])
})

it('readKeyFiles accepts a certificate with an empty subject', () => {
  expect(readKeyFiles(bytes('nameless.pem'), '', now).certificate.subject).toBe('')
})

describe('readKeyFiles fails with a specific code for', () => {
  it.each<[string, readonly string[], string, number, object]>([
    ['an expired certificate', ['key-first.pem'], '', days(301), { code: 'certificate-expired' }],
    ['a certificate that is not valid yet', ['key-first.pem'], '', days(-1), { code: 'certificate-not-yet-valid' }],
    ['a missing passphrase for a PFX', ['new.pfx'], '', now, { code: 'passphrase-missing' }],
    ['a missing passphrase for a legacy PFX', ['legacy.pfx'], '', now, { code: 'passphrase-missing' }],
    ['a missing passphrase for a key', ['aes.pem'], '', now, { code: 'passphrase-missing' }],
    ['a missing passphrase for a traditional key', ['old.pem'], '', now, { code: 'passphrase-missing' }],
    ['a wrong passphrase for a PFX', ['new.pfx'], 'Topaz Schlüssel', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase for a legacy PFX', ['legacy.pfx'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase for a PFX without a checksum', ['without-mac.pfx'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase for a key', ['aes.pem'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase for a traditional key', ['old.pem'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a missing key', ['leaf.crt'], '', now, { code: 'key-missing' }],
    ['a DER certificate without its key', ['leaf.cer'], '', now, { code: 'key-missing' }],
    ['a PFX without a key', ['no-key.pfx'], passphrase, now, { code: 'key-missing' }],
    ['a missing certificate', ['leaf.key'], '', now, { code: 'certificate-missing' }],
    ['a PFX without a certificate', ['no-certificate.pfx'], passphrase, now, { code: 'certificate-missing' }],
    ['a key that belongs to another certificate', ['mismatch.pem'], '', now, { code: 'key-mismatch' }],
    ['a key that is too short', ['short.pem'], '', now, { code: 'key-too-short', details: { bits: 1024 } }],
    ['a key that is not RSA', ['ec.pem'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a PFX with a key that is not RSA', ['ec.pfx'], passphrase, now, { code: 'key-not-rsa' }],
    ['a PFX with an RSA-PSS key', ['pss.pfx'], passphrase, now, { code: 'key-not-rsa', details: { keyKind: 'rsa-pss' } }],
    ['a PEM key on an unsupported curve', ['unknown-ec.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a DER key on an unsupported curve', ['unknown-ec-der.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a SEC 1 key on an unsupported curve', ['unknown-sec1.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a SEC 1 key in DER on an unsupported curve', ['unknown-sec1-der.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['an encrypted SEC 1 key without its passphrase', ['old-ec.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['an unsupported RSA-PSS key', ['unknown-pss.key', 'leaf.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'rsa-pss' } }],
    ['an unsupported Ed25519 key', ['unknown-ed.key', 'leaf.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ed25519' } }],
    ['a key of an unnamed kind', ['unknown.key', 'leaf.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: '' } }],
    ['a damaged RSA key', ['damaged-rsa.key', 'leaf.crt'], '', now, { code: 'certificate-unreadable' }],
    ['a damaged RSA key as DER', ['damaged-rsa-der.key', 'leaf.crt'], '', now, { code: 'certificate-unreadable' }],
    ['a damaged encrypted key', ['junk-encrypted.pem'], passphrase, now, { code: 'certificate-unreadable' }],
    ['two certificates for the key, neither of which is valid now', ['not-now.pem'], '', now, { code: 'certificate-not-yet-valid' }],
    ['several keys', ['several.pem'], '', now, { code: 'several-keys', details: { count: 2 } }],
    ['a text file', ['text.pem'], '', now, { code: 'certificate-unreadable' }],
    ['an empty file', ['empty.pem'], '', now, { code: 'certificate-unreadable' }],
    ['half a PEM file', ['half.pem'], '', now, { code: 'certificate-unreadable' }],
    ['half a PFX', ['half.pfx'], passphrase, now, { code: 'certificate-unreadable' }],
    ['a damaged key', ['junk.pem'], '', now, { code: 'certificate-unreadable' }],
    ['a damaged certificate', ['junk-certificate.pem'], '', now, { code: 'certificate-unreadable' }],
    ['an unsupported cipher', ['rc2-128.pfx'], passphrase, now, { code: 'certificate-unreadable' }],
    ['a wrong passphrase for a PFX with an unknown checksum algorithm', ['unknown-mac.pfx'], 'opal', now, { code: 'passphrase-wrong' }],
    ['an unsupported key derivation', ['scrypt.pem'], passphrase, now, { code: 'certificate-unreadable' }],
  ])('%s', (_name, names, given, time, error) => {
    let thrown: unknown = null
    try {
      readKeyFiles(bytes(...names), given, time)
    } catch (reason) {
      thrown = reason
    }
    expect(thrown).toMatchObject({ name: 'AppError', ...error })
    expect(JSON.stringify(thrown)).not.toContain('Schlüssel')
  })
})

it('makeSelfSigned creates a certificate that openssl accepts, for its own key and valid for a year', () => {
  const now = Date.now()
  const made = createSelfSigned(now)
  writeFileSync(at('made.crt'), made.publicPart)
  expect(openssl('verify -CAfile made.crt made.crt')).toContain('OK')
  const text = openssl('x509 -in made.crt -noout -text')
  expect(text).toContain('sha256WithRSAEncryption')
  expect(text).toContain('TLS Web Client Authentication')
  expect(createPrivateKey(made.privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(new X509Certificate(made.publicPart).checkPrivateKey(createPrivateKey(made.privateKey))).toBe(true)
  expect(Math.round((Date.parse(made.certificate.expiresAt) - now) / hour)).toBe(365 * 24)
  expect(made.certificate).toMatchObject({ subject: 'CN=XDR Desk' })
  expect(createSelfSigned(now).certificate.thumbprintSha256).not.toBe(made.certificate.thumbprintSha256)
})
