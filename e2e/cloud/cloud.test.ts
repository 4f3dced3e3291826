import { Buffer } from 'node:buffer'
import { request } from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiHost } from './hosts'
import { startCloud } from './start-cloud'
import { apiTime, createTenant } from './tenant'
import type { Cloud } from './start-cloud'

let cloud: Cloud
beforeAll(async () => { cloud = await startCloud({ incidents: 250, seed: 7 }) })
afterAll(() => cloud.close())

function call(host: string, path: string, options: { method?: string, headers?: Record<string, string>, body?: string } = {}) {
  return new Promise<{ status: number, body: Buffer }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: cloud.port, servername: host, path, ca: cloud.certificate, method: options.method ?? 'GET', headers: { host, ...options.headers } }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) })
    })
    sent.on('error', reject)
    sent.end(options.body)
  })
}

async function token(): Promise<string> {
  const { app } = cloud.entra
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'client_credentials', scope: 'https://api.security.microsoft.com/.default' })
  const response = await call('login.microsoftonline.com', `/${app.tenantId}/oauth2/v2.0/token`, { method: 'POST', body: body.toString() })
  return (JSON.parse(response.body.toString()) as { access_token: string }).access_token
}

const list = async (path: string) => call(apiHost, path, { headers: { authorization: `Bearer ${await token()}` } })

describe('the stand-in for the Defender XDR API', () => {
  it('creates the same tenant from the same seed, with valid JSON for every incident', () => {
    const [a, b] = [createTenant({ incidents: 300, seed: 3, now: 1e12, awkward: true }), createTenant({ incidents: 300, seed: 3, now: 1e12, awkward: true })]
    expect(a.incidents.map(each => each.bytes.toString())).toEqual(b.incidents.map(each => each.bytes.toString()))
    for (const each of a.incidents) expect(JSON.parse(each.bytes.toString())).toHaveProperty('lastUpdateTime', apiTime(each.updated))
    expect(new Set(a.incidents.map(each => each.id)).size).toBe(300)
    expect(a.within(48)).toHaveLength(300)
  })

  it('trims trailing zeros from times', () => {
    expect(apiTime(10_000_000n)).toBe('1970-01-01T00:00:01Z')
    expect(apiTime(10_100_000n)).toBe('1970-01-01T00:00:01.01Z')
    expect(apiTime(10_000_001n)).toBe('1970-01-01T00:00:01.0000001Z')
  })

  it('refuses a missing token, a page above the maximum and an unknown filter', async () => {
    expect((await call(apiHost, '/api/incidents')).status).toBe(401)
    expect((await list('/api/incidents?$top=101')).status).toBe(400)
    expect((await list('/api/incidents?$filter=severity%20eq%20%27High%27')).status).toBe(400)
  })

  it('pages with the captured form of nextLink and the exact bytes of the tenant', async () => {
    const { body } = await list('/api/incidents?$top=100')
    const text = body.toString()
    expect((JSON.parse(text) as Record<string, unknown>)['@odata.nextLink']).toBe(`https://${apiHost}/api/incidents/?$skip=100`)
    expect(text).toContain(cloud.tenant.incidents.slice(0, 100).map(each => each.bytes.toString()).join(','))
    const last = JSON.parse((await list('/api/incidents?$skip=200')).body.toString()) as { value: unknown[] }
    expect(last.value).toHaveLength(50)
    expect(last).not.toHaveProperty('@odata.nextLink')
  })

  it('filters by time to seven fractional digits', async () => {
    const tenth = cloud.tenant.incidents[10]
    const filter = encodeURIComponent(`lastUpdateTime ge ${apiTime(tenth?.updated ?? 0n)}`)
    const { value } = JSON.parse((await list(`/api/incidents?$filter=${filter}`)).body.toString()) as { value: unknown[] }
    expect(value).toHaveLength(cloud.tenant.incidents.filter(each => each.updated >= (tenth?.updated ?? 0n)).length)
  })
})
