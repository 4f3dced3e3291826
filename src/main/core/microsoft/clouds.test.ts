import type { CloudKind } from '../../../shared/vocabulary/clouds'
import { describe, expect, it } from 'vitest'
import { clouds } from './clouds'
import { allowedLink, helpPage, incidentLink, linkHosts } from './portal'

const login = 'https://login.microsoftonline.com'
const government = 'https://login.microsoftonline.us'

describe('clouds', () => {
  // learn.microsoft.com/en-us/defender-xdr/api-supported and …/usgov, learn.microsoft.com/en-us/graph/deployments
  it.each<[CloudKind, string, string, string, string, string, string]>([
    ['worldwide', login, 'api.security.microsoft.com', 'https://api.security.microsoft.com', 'graph.microsoft.com', 'security.microsoft.com', 'entra.microsoft.com'],
    ['us', login, 'api-us.security.microsoft.com', 'https://api.security.microsoft.com', 'graph.microsoft.com', 'security.microsoft.com', 'entra.microsoft.com'],
    ['eu', login, 'api-eu.security.microsoft.com', 'https://api.security.microsoft.com', 'graph.microsoft.com', 'security.microsoft.com', 'entra.microsoft.com'],
    ['uk', login, 'api-uk.security.microsoft.com', 'https://api.security.microsoft.com', 'graph.microsoft.com', 'security.microsoft.com', 'entra.microsoft.com'],
    ['gcc', login, 'api-gcc.security.microsoft.us', 'https://api-gcc.security.microsoft.us', 'graph.microsoft.com', 'security.microsoft.com', 'entra.microsoft.com'],
    ['gcc-high', government, 'api-gov.security.microsoft.us', 'https://api-gov.security.microsoft.us', 'graph.microsoft.us', 'security.microsoft.us', 'entra.microsoft.us'],
    ['dod', government, 'api-gov.security.microsoft.us', 'https://api-gov.security.microsoft.us', 'dod-graph.microsoft.us', 'security.apps.mil', 'entra.microsoft.us'],
  ])('%s has its authority, hosts, scopes and portals', (kind, authority, api, resource, graph, portal, entra) => {
    const cloud = clouds[kind]
    const { 'defender-xdr': defender, 'microsoft-graph': microsoftGraph } = cloud.apis
    expect(cloud).toMatchObject({ kind, authority })
    expect([defender.host, defender.scope]).toEqual([api, `${resource}/.default`])
    expect(defender.audiences).toEqual([...new Set([resource, `https://${api}`]), '8ee8fdad-f234-4243-8f3b-15c294843740'])
    expect(defender.linkHosts).toEqual([...new Set([api, new URL(resource).host])])
    expect([microsoftGraph.host, microsoftGraph.scope]).toEqual([graph, `https://${graph}/.default`])
    expect(microsoftGraph.audiences).toEqual([`https://${graph}`, '00000003-0000-0000-c000-000000000000'])
    expect(incidentLink({ cloud, tenantId: 'tenant' }, '7', undefined)?.href).toBe(`https://${portal}/incidents/7?tid=tenant`)
    for (const page of ['app-registrations', 'enterprise-applications', 'defender-portal'] as const) {
      const url = helpPage(page, cloud)
      expect([portal, entra]).toContain(url.hostname)
      expect(allowedLink(url.href, linkHosts(cloud))?.href).toBe(url.href)
    }
  })

  it('reject links to the portal of another cloud', () => {
    expect(incidentLink({ cloud: clouds['gcc-high'], tenantId: 'tenant' }, '7', 'https://security.microsoft.com/incidents/7')).toBeNull()
    expect(allowedLink('https://security.microsoft.us/', linkHosts(clouds.worldwide))).toBeNull()
  })
})
