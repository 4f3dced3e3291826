/** @file With files that openssl makes, in every form that people have. */
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readKeyFiles } from './key-file'
import { makeSelfSigned } from './self-signed'

const passphrase = 'topaz Schlüssel'
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-keys-'))
const at = (name: string) => path.join(folder, name)
const openssl = (line: string, ...more: readonly string[]) => execFileSync('openssl', [...line.split(' '), ...more], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const bytes = (...names: readonly string[]) => names.map(name => readFileSync(at(name)))
const join = (name: string, ...parts: readonly string[]) => writeFileSync(at(name), Buffer.concat(bytes(...parts)))
const hour = 3_600_000
/** Later than the certificates are made. */
const now = Date.now() + hour
const days = (count: number) => now + count * 24 * hour

/** A certificate of `name`.key, by itself or by `ca`. */
function certificate(name: string, options: { key?: string, ca?: boolean, days?: number } = {}) {
  const { key = name, ca = false, days: lasting = 300 } = options
  openssl(`req -new -key ${key}.key -out ${name}.csr -subj`, `/O=Contoso/CN=${name}`)
  openssl(`x509 -req -in ${name}.csr -days ${lasting} -out ${name}.crt`, ...(ca ? ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial'] : ['-signkey', `${key}.key`]))
}

const pfx = (name: string, ...more: readonly string[]) =>
  openssl(`pkcs12 -export -inkey leaf.key -in leaf.crt -certfile root.crt -out ${name}.pfx -passout`, `pass:${passphrase}`, ...more)

/** Certificates of leaf.key for two years, one from a year ago, of the third year before, and from a week ahead. */
async function renewals() {
  const keyPair = { privateKey: readFileSync(at('leaf.key'), 'utf8'), publicKey: openssl('rsa -in leaf.key -pubout') }
  for (const [name, from] of [['current', -365], ['past', -3 * 365], ['coming', 7]] as const) {
    const { cert } = await generate([{ name: 'commonName', value: name }], { keyPair, notBeforeDate: new Date(days(from)), notAfterDate: new Date(days(from + 2 * 365)) })
    writeFileSync(at(`${name}.crt`), cert)
  }
  join('renewed-early.pem', 'leaf.key', 'past.crt', 'current.crt', 'coming.crt')
  join('not-now.pem', 'leaf.key', 'past.crt', 'coming.crt')
}

/** A PKCS#8 key whose algorithm alone can be read, as of a kind or curve that the runtime does not know. */
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

beforeAll(async () => {
  for (const name of ['root', 'leaf', 'other']) openssl(`genrsa -out ${name}.key 2048`)
  openssl('genrsa -out short.key 1024')
  openssl('ecparam -genkey -name prime256v1 -out ec.key')
  certificate('root')
  certificate('leaf', { ca: true })
  certificate('leaf-before', { key: 'leaf', ca: true, days: 100 })
  for (const name of ['other', 'short', 'ec']) certificate(name)

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
  // A checksum by an algorithm that nobody reads: the last of the identifiers of SHA-256, made another.
  const unknown = readFileSync(at('new.pfx'))
  unknown[unknown.lastIndexOf(Buffer.from('608648016503040201', 'hex')) + 8] = 0x0F
  writeFileSync(at('unknown-mac.pfx'), unknown)

  await renewals()
  openssl('req -x509 -key leaf.key -days 300 -out nameless.crt -addext subjectAltName=DNS:xdr.example -subj /')
  join('nameless.pem', 'leaf.key', 'nameless.crt')

  foreignKey('unknown-ec', '1.2.840.10045.2.1')
  foreignKey('unknown-pss', '1.2.840.113549.1.1.10')
  foreignKey('unknown-ed', '1.3.101.112')
  foreignKey('unknown', '1.3.6.1.4.1.99999.1')
  foreignKey('damaged-rsa', '1.2.840.113549.1.1.1')
  // SEC 1 with a curve that nobody knows: the last byte of its name is another.
  openssl('ec -in ec.key -outform DER -out unknown-sec1-der.key')
  const sec1 = bytes('unknown-sec1-der.key')[0] ?? Buffer.alloc(0)
  sec1[sec1.indexOf(Buffer.from('2a8648ce3d030107', 'hex')) + 7] = 0x7F
  writeFileSync(at('unknown-sec1-der.key'), sec1)
  writeFileSync(at('unknown-sec1.key'), `-----BEGIN EC PRIVATE KEY-----\n${sec1.toString('base64')}\n-----END EC PRIVATE KEY-----\n`)
  openssl('ec -in ec.key -aes256 -out old-ec.key -passout', `pass:${passphrase}`)
  openssl('genpkey -algorithm rsa-pss -pkeyopt rsa_keygen_bits:2048 -out pss.key')
  openssl('req -x509 -key pss.key -days 300 -out pss.crt -subj /CN=pss')
  openssl('pkcs12 -export -inkey pss.key -in pss.crt -out pss.pfx -passout', `pass:${passphrase}`)
  writeFileSync(at('junk-encrypted.pem'), '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n')

  writeFileSync(at('text.pem'), 'Dear colleague, the key is in the other mail.')
  writeFileSync(at('empty.pem'), '')
  writeFileSync(at('half.pem'), readFileSync(at('key-first.pem'), 'utf8').slice(0, 900))
  writeFileSync(at('half.pfx'), readFileSync(at('new.pfx')).subarray(0, 900))
  writeFileSync(at('junk.pem'), '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')
  writeFileSync(at('junk-certificate.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('reads', () => {
  it.each([
    ['PEM, the key first, with a chain', ['key-first.pem'], ''],
    ['PEM, PKCS#1, the chain first and the renewed certificate behind the old one', ['chain-first.pem'], ''],
    ['PEM as PowerShell writes it', ['windows.pem'], ''],
    ['PEM with the key twice', ['twice.pem'], ''],
    ['PEM, PKCS#8 under AES-256', ['aes.pem'], passphrase],
    ['PEM, PKCS#8 under PKCS#12\'s 3DES', ['des3.pem'], passphrase],
    ['PEM, PKCS#1 encrypted as of old', ['old.pem'], passphrase],
    ['PEM in two files', ['leaf.crt', 'leaf.key'], ''],
    ['PEM in two files, the key encrypted', ['aes.key', 'leaf.crt'], passphrase],
    ['DER in two files', ['leaf.cer', 'leaf-der.key'], ''],
    ['DER in two files, PKCS#1', ['pkcs1-der.key', 'leaf.cer'], ''],
    ['PFX of openssl 3', ['new.pfx'], passphrase],
    ['PFX of openssl -legacy (RC2 and 3DES)', ['legacy.pfx'], passphrase],
    ['PFX as Windows exports it', ['windows.pfx'], passphrase],
    ['PFX with another checksum', ['sha512.pfx'], passphrase],
    ['PFX with open certificates', ['open-certificates.pfx'], passphrase],
    ['PFX without a checksum', ['without-mac.pfx'], passphrase],
    ['PFX with a checksum that nobody reads', ['unknown-mac.pfx'], passphrase],
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

it('takes the certificate that is valid now, not its renewal that begins next week', () => {
  const of = (time: number) => readKeyFiles(bytes('renewed-early.pem'), '', time).certificate.subject
  expect([of(now), of(days(8))]).toEqual(['CN=current', 'CN=coming'])
})

it('takes a certificate whose subject is empty', () => {
  expect(readKeyFiles(bytes('nameless.pem'), '', now).certificate.subject).toBe('')
})

describe('tells', () => {
  it.each<[string, readonly string[], string, number, object]>([
    ['an expired certificate', ['key-first.pem'], '', days(301), { code: 'certificate-expired' }],
    ['one that is not valid yet', ['key-first.pem'], '', days(-1), { code: 'certificate-not-yet-valid' }],
    ['a missing passphrase of a PFX', ['new.pfx'], '', now, { code: 'passphrase-missing' }],
    ['a missing passphrase of an old PFX', ['legacy.pfx'], '', now, { code: 'passphrase-missing' }],
    ['a missing passphrase of a key', ['aes.pem'], '', now, { code: 'passphrase-missing' }],
    ['a missing passphrase of an old key', ['old.pem'], '', now, { code: 'passphrase-missing' }],
    ['a wrong passphrase of a PFX', ['new.pfx'], 'Topaz Schlüssel', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase of an old PFX', ['legacy.pfx'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase of a PFX without checksum', ['without-mac.pfx'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase of a key', ['aes.pem'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a wrong passphrase of an old key', ['old.pem'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a missing key', ['leaf.crt'], '', now, { code: 'key-missing' }],
    ['a missing key of a DER file', ['leaf.cer'], '', now, { code: 'key-missing' }],
    ['a missing key of a PFX', ['no-key.pfx'], passphrase, now, { code: 'key-missing' }],
    ['a missing certificate', ['leaf.key'], '', now, { code: 'certificate-missing' }],
    ['a missing certificate of a PFX', ['no-certificate.pfx'], passphrase, now, { code: 'certificate-missing' }],
    ['a key of another certificate', ['mismatch.pem'], '', now, { code: 'key-mismatch' }],
    ['a key that is too short', ['short.pem'], '', now, { code: 'key-too-short', details: { bits: 1024 } }],
    ['a key that is not RSA', ['ec.pem'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a key that is not RSA in a PFX', ['ec.pfx'], passphrase, now, { code: 'key-not-rsa' }],
    ['a key that is RSA-PSS in a PFX', ['pss.pfx'], passphrase, now, { code: 'key-not-rsa', details: { keyKind: 'rsa-pss' } }],
    ['a key on a curve that the runtime does not know', ['unknown-ec.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['the same as DER', ['unknown-ec-der.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['the same as SEC 1', ['unknown-sec1.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['the same as SEC 1 in DER', ['unknown-sec1-der.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a key of SEC 1 without its passphrase', ['old-ec.key', 'ec.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ec' } }],
    ['a key that the runtime does not know as RSA-PSS', ['unknown-pss.key', 'leaf.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'rsa-pss' } }],
    ['a key that the runtime does not know as Ed25519', ['unknown-ed.key', 'leaf.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: 'ed25519' } }],
    ['a key of a kind without a name here', ['unknown.key', 'leaf.crt'], '', now, { code: 'key-not-rsa', details: { keyKind: '' } }],
    ['a damaged RSA key', ['damaged-rsa.key', 'leaf.crt'], '', now, { code: 'certificate-unreadable' }],
    ['a damaged RSA key as DER', ['damaged-rsa-der.key', 'leaf.crt'], '', now, { code: 'certificate-unreadable' }],
    ['a damaged encrypted key', ['junk-encrypted.pem'], passphrase, now, { code: 'certificate-unreadable' }],
    ['of a certificate renewed too early the end that is later', ['not-now.pem'], '', now, { code: 'certificate-not-yet-valid' }],
    ['several keys', ['several.pem'], '', now, { code: 'several-keys', details: { count: 2 } }],
    ['a text', ['text.pem'], '', now, { code: 'certificate-unreadable' }],
    ['an empty file', ['empty.pem'], '', now, { code: 'certificate-unreadable' }],
    ['half a PEM file', ['half.pem'], '', now, { code: 'certificate-unreadable' }],
    ['half a PFX', ['half.pfx'], passphrase, now, { code: 'certificate-unreadable' }],
    ['a damaged key', ['junk.pem'], '', now, { code: 'certificate-unreadable' }],
    ['a damaged certificate', ['junk-certificate.pem'], '', now, { code: 'certificate-unreadable' }],
    ['a cipher that nobody reads', ['rc2-128.pfx'], passphrase, now, { code: 'certificate-unreadable' }],
    ['a wrong passphrase of a PFX with a checksum that nobody reads', ['unknown-mac.pfx'], 'opal', now, { code: 'passphrase-wrong' }],
    ['a key derivation that nobody reads', ['scrypt.pem'], passphrase, now, { code: 'certificate-unreadable' }],
  ])('%s', (_name, names, given, time, error) => {
    let told: unknown = null
    try {
      readKeyFiles(bytes(...names), given, time)
    } catch (reason) {
      told = reason
    }
    expect(told).toMatchObject({ name: 'AppError', ...error })
    expect(JSON.stringify(told)).not.toContain('Schlüssel')
  })
})

it('makes a certificate that openssl takes, for its own key and for a year', () => {
  const now = Date.now()
  const made = makeSelfSigned(now)
  writeFileSync(at('made.crt'), made.publicPart)
  expect(openssl('verify -CAfile made.crt made.crt')).toContain('OK')
  const text = openssl('x509 -in made.crt -noout -text')
  expect(text).toContain('sha256WithRSAEncryption')
  expect(text).toContain('TLS Web Client Authentication')
  expect(createPrivateKey(made.privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(new X509Certificate(made.publicPart).checkPrivateKey(createPrivateKey(made.privateKey))).toBe(true)
  expect(Math.round((Date.parse(made.certificate.expiresAt) - now) / hour)).toBe(365 * 24)
  expect(made.certificate).toMatchObject({ subject: 'CN=XDR Desk' })
  expect(makeSelfSigned(now).certificate.thumbprintSha256).not.toBe(made.certificate.thumbprintSha256)
})
