/** @file Tests that the exact content of a PFX is read, whatever program wrote it and however it is encrypted. */
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPfx } from './pfx'

const passphrase = 'topaz Schlüssel'
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-pfx-'))
const read = (name: string) => readFileSync(path.join(folder, name))
const openssl = (line: string, ...more: readonly string[]) => execFileSync('openssl', [...line.split(' '), ...more], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
const der = (name: string) => openssl(`x509 -in ${name}.crt -outform DER`)
/** The leaf certificates, named by their signature or their kind of key. */
const names = ['plain', 'pss', 'pss32', 'ec'] as const

function pfx(leaf: string, ...more: readonly string[]): Buffer {
  openssl(`pkcs12 -export -inkey ${leaf}.key -in ${leaf}.crt -certfile chain.crt -out ${leaf}.pfx -passout`, `pass:${passphrase}`, ...more)
  return read(`${leaf}.pfx`)
}

beforeAll(() => {
  openssl('ecparam -genkey -name prime256v1 -noout -out ec.key')
  for (const name of ['root', 'between', 'plain', 'pss']) openssl(`genrsa -out ${name}.key 2048`)
  openssl('rsa -in pss.key -out pss32.key')
  const sign = (name: string, by: string, ...more: readonly string[]) => {
    openssl(`req -new -key ${name}.key -out ${name}.csr -subj`, `/O=Förderer/CN=${name}`, '-utf8')
    openssl(`x509 -req -in ${name}.csr -days 300 -out ${name}.crt`, ...(by === name ? ['-signkey', `${by}.key`] : ['-CA', `${by}.crt`, '-CAkey', `${by}.key`, '-CAcreateserial']), ...more)
  }
  sign('root', 'root')
  sign('between', 'root', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20')
  sign('plain', 'between')
  sign('ec', 'between')
  // 20 is the default salt length, which DER omits.
  sign('pss', 'between', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20')
  sign('pss32', 'between', '-sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32')
  execFileSync('sh', ['-c', 'cat between.crt root.crt > chain.crt'], { cwd: folder })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Asserts that the PFX contains exactly the original key and certificates, byte for byte. */
function expectAll(file: Buffer, leaf: string, given = passphrase) {
  const { keys, certificates } = readPfx(file, given)
  expect(certificates.map(each => each.toString('hex'))).toEqual([leaf, 'between', 'root'].map(name => der(name).toString('hex')))
  expect(keys).toHaveLength(1)
  const key = createPrivateKey({ key: keys[0] ?? '', format: 'der', type: 'pkcs8' })
  expect(key.equals(createPrivateKey(read(`${leaf}.key`)))).toBe(true)
  expect(new X509Certificate(certificates[0] ?? '').checkPrivateKey(key)).toBe(true)
}

describe.each(names)('readPfx reads a chain of three certificates with the leaf %s from a PFX', (leaf) => {
  it.each<[string, readonly string[]]>([
    ['with modern ciphers', []],
    ['with legacy ciphers', ['-legacy']],
    ['as Windows exports it', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-keysig', '-CSP', 'Microsoft Software Key Storage Provider']],
    ['with names in other scripts', ['-name', '証明書 für XDR', '-caname', 'Zwischenstelle – 中間', '-caname', 'Корень']],
    ['without encryption', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['with two kinds of ciphers', ['-legacy', '-keypbe', 'AES-256-CBC']],
    ['without a checksum', ['-nomac']],
  ])('%s', (_name, more) => expectAll(pfx(leaf, ...more), leaf))
})

it('readPfx reads a PFX without a passphrase', () => expectAll(pfx('plain', '-passout', 'pass:'), 'plain', ''))

describe('readPfx', () => {
  const { create, fromDer, toDer, Class, Type } = forge.asn1
  const octets = (value: string | forge.asn1.Asn1[]) => create(Class.UNIVERSAL, Type.OCTETSTRING, Array.isArray(value), value)

  it('accepts octet strings in chunks, and content of indefinite length', () => {
    const file = fromDer(pfx('pss').toString('latin1'))
    const content = (((file.value[1] as forge.asn1.Asn1).value[1]) as forge.asn1.Asn1).value as forge.asn1.Asn1[]
    const inner = String(content[0]?.value)
    content[0] = octets([octets(inner.slice(0, 1000)), octets([octets(inner.slice(1000, 1100)), octets(inner.slice(1100))])])
    const whole = Buffer.from(toDer(file).getBytes(), 'latin1')
    expectAll(Buffer.concat([Buffer.from('3080', 'hex'), whole.subarray(4), Buffer.from('0000', 'hex')]), 'pss')
  })

  it('accepts a passphrase whose UTF-8 bytes were used as characters, as openssl did before 1.1', () => {
    const key = forge.pki.privateKeyFromPem(read('plain.key').toString())
    const chain = ['plain', 'between', 'root'].map(name => forge.pki.certificateFromPem(read(`${name}.crt`).toString()))
    const old = forge.pkcs12.toPkcs12Asn1(key, chain, Buffer.from(passphrase).toString('latin1'), { algorithm: '3des' })
    const { certificates } = readPfx(Buffer.from(toDer(old).getBytes(), 'latin1'), passphrase)
    expect(certificates).toHaveLength(3)
  })

  it.each([['a file that is not a PFX', '3003020101'], ['an empty sequence', '3000'], ['a signed message', '300f06092a864886f70d010702a0023000'], ['an octet string', '0400'], ['an empty file', '']])('refuses %s', (_name, hex) => {
    expect(() => readPfx(Buffer.from(hex, 'hex'), '')).toThrow('certificate-unreadable')
  })
})
