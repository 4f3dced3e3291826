import { Buffer } from 'node:buffer'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDefender } from './defender'
import { createEntra } from './entra'
import { createGraph } from './graph'
import { createRandom } from '../../src/main/core/sample/random'
import { createTenant } from './tenant'

const entra = createEntra(createRandom(1))
const tenant = createTenant({ incidents: 120, seed: 7, awkward: true })
const graph = createGraph(createDefender(tenant, entra), entra)

async function token(scope: string): Promise<string> {
  const { app } = entra
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'client_credentials', scope }).toString()
  return (JSON.parse((await entra.token(app.tenantId, body, Date.now())).body) as { access_token: string }).access_token
}

let bearer = ''
beforeAll(async () => { bearer = `Bearer ${await token('https://graph.microsoft.com/.default')}` })

interface Page { 'value': { id: string, status: string, severity: string, alerts?: unknown[] }[], '@odata.nextLink'?: string }
const request = (query: string, prefer = '', authorization = bearer) => graph.list(new URL(`https://graph.microsoft.com/v1.0/security/incidents${query}`), authorization, prefer)
const read = (query: string, prefer?: string) => JSON.parse(request(query, prefer).body.toString()) as Page

describe('the stand-in for Microsoft Graph', () => {
  it('issues tokens with the roles of their API only, and refuses tokens for another API', async () => {
    const other = `Bearer ${await token('https://api.security.microsoft.com/.default')}`
    expect(request('', '', other).status).toBe(401)
    const roles = (value: string) => (JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString()) as { roles: string[] }).roles
    expect(roles(other)).toEqual(['Incident.Read.All'])
    expect(roles(bearer)).toEqual(['SecurityIncident.Read.All'])
    const before = entra.graphRoles
    entra.graphRoles = []
    const refused = request('', '', `Bearer ${await token('https://graph.microsoft.com/.default')}`)
    entra.graphRoles = before
    expect([refused.status, refused.body.toString()]).toEqual([403, expect.stringContaining('Missing application roles. API required roles: SecurityIncident.Read.All')])
  })

  it('refuses pages of more than 50 and unknown options', () => {
    expect(request('?$top=51').body.toString()).toContain('The limit of \'50\' for Top query has been exceeded')
    for (const query of ['?$top=51', '?$top=0', '?$orderby=x', '?$expand=x', '?$filter=lastUpdateTime ge 2026-01-01T00:00:00Z']) expect(request(query).status).toBe(400)
  })

  it('preserves all query options in the nextLink', () => {
    const first = read('?$filter=createdDateTime ge 2000-01-01T00:00:00Z&$expand=alerts')
    const link = new URL(first['@odata.nextLink'] ?? '')
    expect(Object.fromEntries(link.searchParams)).toEqual({ $filter: 'createdDateTime ge 2000-01-01T00:00:00Z', $expand: 'alerts', $skip: '50' })
    expect([first.value.length, read('?$skip=100').value.length]).toEqual([50, 20])
    expect(read('?$skip=100')).not.toHaveProperty('@odata.nextLink')
  })

  it('sends alerts and unknown enum members only on request', () => {
    expect(read('').value[0]).not.toHaveProperty('alerts')
    expect(read('?$expand=alerts').value[0]?.alerts).toBeInstanceOf(Array)
    const severities = (prefer?: string) => new Set(read('?$skip=50', prefer).value.map(each => each.severity))
    expect(severities()).toContain('unknownFutureValue')
    expect(severities('include-unknown-enum-members')).toContain('catastrophic')
  })

  it('fails to expand the alerts of chosen incidents, in the list and in a single request', () => {
    const [bad, good] = tenant.incidents
    const alone = (id = '', query = '') => graph.single(new URL(`https://graph.microsoft.com/v1.0/security/incidents/${id}${query}`), bearer, 'include-unknown-enum-members')
    graph.options.unexpandable = ({ id }, isSingle) => id === bad?.id && !isSingle
    expect([request('?$expand=alerts').status, request('?$expand=alerts&$skip=1').status, request('').status]).toEqual([500, 200, 200])
    expect(alone(bad?.id, '?$expand=alerts').status).toBe(200)
    graph.options.unexpandable = ({ id }) => id === bad?.id
    expect([alone(bad?.id, '?$expand=alerts').status, alone(bad?.id).status, alone('none').status]).toEqual([500, 200, 404])
    graph.options.unexpandable = () => false
    if (!good) throw new Error('no incident')
    expect(alone(good.id, '?$expand=alerts').body).toEqual(graph.bytesOf(good, 'single'))
    expect(JSON.parse(graph.bytesOf(good, 'without-alerts').toString())).not.toHaveProperty('alerts')
  })

  it('filters by severity and status', () => {
    const { value } = read('?$filter=severity eq \'high\' and status eq \'inProgress\'')
    expect(value.length).toBeGreaterThan(0)
    expect(value.every(each => each.severity === 'high' && each.status === 'inProgress')).toBe(true)
  })
})
