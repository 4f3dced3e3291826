import type { Exchange } from './http'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAuthority } from '../../../../e2e/cloud/certificate'
import { AppError } from '../base/errors'
import { readCertificates, withNetworkFacts } from './network-facts'

const url = new URL('https://api.example/')
const now = Date.parse('2026-11-24T12:00:00Z')
let chain: readonly string[] = []
let otherRoot = ''

beforeAll(async () => {
  const authority = await createAuthority('Contoso Root')
  otherRoot = (await createAuthority('Other Root')).cert
  const { cert } = await authority.issue(['api.example', 'www.example'])
  chain = cert.split(/(?<=-----END CERTIFICATE-----)\s+/).filter(each => each.startsWith('-----BEGIN'))
})

const failing = (error: unknown): Exchange => async () => { throw error }

function facts(error: unknown, { broken = false } = {}) {
  const calls: string[] = []
  const provide = async <T>(name: string, value: () => T) => {
    calls.push(name)
    if (broken) throw new Error('no facts')
    return value()
  }
  const exchange = withNetworkFacts(failing(error), {
    proxyFor: () => provide('proxy', () => 'PROXY proxy.example:8080'),
    certificatesOf: () => provide('certificate', () => chain),
    redirectOf: () => null,
    now: () => now,
  })
  return { calls, failure: exchange({ url, idleMs: 1 }).catch((caught: unknown) => caught) }
}

describe('a refused certificate', () => {
  it('is reported with its issuer, subject and host names, and this computer\'s time', async () => {
    const { failure } = facts(new AppError('tls', { host: 'api.example', netError: 'ERR_CERT_AUTHORITY_INVALID' }))
    expect(await failure).toMatchObject({
      code: 'tls',
      details: {
        host: 'api.example',
        netError: 'ERR_CERT_AUTHORITY_INVALID',
        clock: '2026-11-24T12:00:00.000Z',
        certificate: { subject: 'CN=api.example', issuer: 'CN=Contoso Root, O=Contoso', names: ['api.example', 'www.example'] },
      },
    })
  })

  it('is reported with the root if that differs from the issuer', () => {
    const [own = '', root = ''] = chain
    expect(readCertificates([own, own])).not.toHaveProperty('root')
    expect(readCertificates([own, own, otherRoot])).toMatchObject({ issuer: 'CN=Contoso Root, O=Contoso', root: 'CN=Other Root, O=Contoso' })
    expect(readCertificates([own, otherRoot, root])).not.toHaveProperty('root')
    // Only the first ten certificates are read.
    expect(readCertificates([...Array.from({ length: 10 }, () => own), otherRoot])).not.toHaveProperty('root')
    expect(readCertificates([root])).toMatchObject({ issuer: 'CN=Contoso Root, O=Contoso', names: [] })
    expect(Date.parse(readCertificates(chain)?.validTo ?? '')).toBeGreaterThan(Date.now())
  })

  it('is reported with at most 100 host names', async () => {
    const hosts = Array.from({ length: 101 }, (_, index) => `host-${index}.example`)
    const { cert } = await (await createAuthority('x')).issue(hosts)
    expect(readCertificates([cert])?.names).toEqual(hosts.slice(0, 100))
  })

  it.each([[[]], [['no certificate']]])('has no facts if it cannot be read (%#)', (pem) => {
    expect(readCertificates(pem)).toBeNull()
  })

  it('is not inspected for failures other than certificate errors', async () => {
    for (const error of [new AppError('tls', { netError: 'ERR_SSL_PROTOCOL_ERROR' }), new AppError('dns', {}), new Error('x')]) {
      const { calls, failure } = facts(error)
      await failure
      expect(calls).toEqual([])
    }
  })
})

it('an error that is not a network failure stays unchanged', async () => {
  const error = new Error('x')
  expect(await facts(error).failure).toBe(error)
  expect(await facts(new AppError('tls', { host: 'h' })).failure).toMatchObject({ code: 'tls', details: { host: 'h' } })
})

it('a proxy failure includes the proxy', async () => {
  expect(await facts(new AppError('proxy', { netError: 'ERR_PROXY_CONNECTION_FAILED' })).failure)
    .toMatchObject({ details: { netError: 'ERR_PROXY_CONNECTION_FAILED', proxy: 'PROXY proxy.example:8080' } })
})

it.each(['tls', 'proxy'] as const)('a failure of %s stays unchanged if its facts are unavailable', async (code) => {
  const { failure } = facts(new AppError(code, { host: 'h', netError: 'ERR_CERT_DATE_INVALID' }), { broken: true })
  expect(await failure).toMatchObject({ code, details: { host: 'h', netError: 'ERR_CERT_DATE_INVALID' } })
})
