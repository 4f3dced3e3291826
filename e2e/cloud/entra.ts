/** @file Entra's token endpoint for one app in one tenant (client credentials flow, with Entra's refusals), and the tenant's OpenID configuration. */
import type { EntraReply } from './entra-refusals'
import type { CloudHosts } from './hosts'
import type { Random } from '../../src/main/core/sample/random'
import { Buffer } from 'node:buffer'
import { assertionProblem, assertionType } from './assertion'
import { refusal } from './entra-refusals'
import { worldwideHosts } from './hosts'

export interface EntraApp {
  readonly tenantId: string
  readonly domain: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface Entra {
  readonly app: EntraApp
  /** Granted application permissions of the Defender XDR API. A token carries those of the moment it is issued. */
  roles: readonly string[]
  /** Granted application permissions of Microsoft Graph. A token for one API never carries the other API's roles. */
  graphRoles: readonly string[]
  /** Claims that replace the usual ones in tokens issued from now on. */
  claims: Readonly<Record<string, unknown>>
  /** Changes the text of tokens issued from now on; they stay valid. */
  reshape: (token: string) => string
  lifetimeSeconds: number
  /** The client assertions of all sign-ins with a certificate. */
  readonly assertions: string[]
  /** The app's registered certificates, PEM. */
  certificates: readonly string[]
  /** Seconds after which MSAL should renew a token that is still valid; null omits it from the response. */
  refreshIn: number | null
  /** Refuses every request with this AADSTS number until it is null again. */
  refuseWith: number | null
  /** Members that replace the usual ones of the tenant's configuration, such as those of a tenant in another cloud. */
  configuration: Readonly<Record<string, unknown>>
  /** Returns the response of `/{tenant}/v2.0/.well-known/openid-configuration`. */
  readonly openIdConfiguration: (tenant: string, now: number) => EntraReply
  readonly token: (tenant: string, body: string, now: number) => Promise<EntraReply>
  /** Returns the roles of a token issued here for that host's API, or null for any other token. */
  readonly rolesOf: (token: string, host: string) => readonly string[] | null
  /** Invalidates all tokens issued so far. */
  readonly revoke: () => void
  readonly issued: readonly string[]
}

/** Compares ids and domain names as Entra does: without case. */
const isSame = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase()

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

interface TokenFacts { readonly audience: string, readonly roles: readonly string[], readonly isCertificate: boolean, readonly now: number }

/** Creates a v1 access token with a random signature. */
function makeToken({ app, claims, lifetimeSeconds, reshape }: Entra, random: Random, { audience, roles, isCertificate, now }: TokenFacts): string {
  const seconds = Math.floor(now / 1000)
  return reshape([
    base64url({ typ: 'JWT', alg: 'RS256', x5t: random.hex(20), kid: random.hex(20) }),
    base64url({
      aud: audience,
      iss: `https://sts.windows.net/${app.tenantId}/`,
      iat: seconds,
      nbf: seconds,
      exp: seconds + lifetimeSeconds,
      aio: random.hex(32),
      appid: app.clientId,
      appidacr: isCertificate ? '2' : '1',
      idp: `https://sts.windows.net/${app.tenantId}/`,
      oid: random.guid(),
      ...(roles.length > 0 && { roles }),
      sub: random.guid(),
      tid: app.tenantId,
      uti: random.hex(22),
      ver: '1.0',
      ...claims,
    }),
    Buffer.from(random.hex(256), 'hex').toString('base64url'),
  ].join('.'))
}

function tokenReply({ lifetimeSeconds, refreshIn }: Entra, token: string): EntraReply {
  return {
    status: 200,
    body: JSON.stringify({
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      ext_expires_in: lifetimeSeconds,
      ...(refreshIn !== null && { refresh_in: refreshIn }),
      access_token: token,
    }),
  }
}

function configurationReply({ app, configuration }: Entra, hosts: CloudHosts): EntraReply {
  const authority = `https://${hosts.login}/${app.tenantId}`
  return {
    status: 200,
    body: JSON.stringify({
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      issuer: `${authority}/v2.0`,
      tenant_region_scope: 'EU',
      tenant_region_sub_scope: null,
      cloud_instance_name: hosts.login.replace('login.', ''),
      cloud_graph_host_name: 'graph.windows.net',
      msgraph_host: hosts.graph,
      ...configuration,
    }),
  }
}

/** Returns whether the form proves the app's identity, or the AADSTS number to refuse it with. */
async function authenticate({ app, assertions, certificates }: Entra, form: URLSearchParams, audience: string, now: number): Promise<number | 'secret' | 'certificate'> {
  const assertion = form.get('client_assertion_type') === assertionType ? form.get('client_assertion') : null
  if (assertion === null) return form.get('client_secret') === app.clientSecret ? 'secret' : 7000215
  assertions.push(assertion)
  return await assertionProblem(assertion, { certificates, clientId: app.clientId, audience, now }) ?? 'certificate'
}

/** Returns Entra's stand-in for a new app, with usual settings that a test may change at any time. */
export function createEntra(random: Random, hosts: CloudHosts = worldwideHosts): Entra {
  const app: EntraApp = {
    tenantId: random.guid(),
    domain: 'contoso.example',
    clientId: random.guid(),
    // Characters that need escaping in a URL, in JSON or in a shell.
    clientSecret: `aB8Q~${random.hex(24)}._-"&+/%`,
  }
  const valid = new Map<string, TokenFacts>()
  const issued: string[] = []
  const isTenant = (name: string) => isSame(name, app.tenantId) || isSame(name, app.domain)
  const refuse = (number: number, now: number) => refusal(number, now, random)

  const issue = (scope: string, isCertificate: boolean, now: number): EntraReply => {
    const audience = scope.replace(/\/\.default$/, '')
    const roles = audience === `https://${hosts.graph}` ? entra.graphRoles : entra.roles
    const facts = { audience, roles, isCertificate, now }
    const token = makeToken(entra, random, facts)
    valid.set(token, facts)
    issued.push(token)
    return tokenReply(entra, token)
  }

  const entra: Entra = {
    app,
    issued,
    roles: ['Incident.Read.All'],
    graphRoles: ['SecurityIncident.Read.All'],
    claims: {},
    reshape: token => token,
    lifetimeSeconds: 3599,
    certificates: [],
    assertions: [],
    refreshIn: null,
    refuseWith: null,
    configuration: {},
    openIdConfiguration: (tenant, now) => isTenant(tenant) ? configurationReply(entra, hosts) : refuse(90002, now),
    token: async (tenant, body, now) => {
      const form = new URLSearchParams(body)
      const scope = (form.get('scope') ?? '').split(' ').find(part => part.endsWith('/.default'))
      if (entra.refuseWith !== null) return refuse(entra.refuseWith, now)
      if (!isTenant(tenant)) return refuse(90002, now)
      if (!isSame(form.get('client_id'), app.clientId)) return refuse(700016, now)
      if (form.get('grant_type') !== 'client_credentials' || !scope) return refuse(70011, now)
      if (![hosts.resource, hosts.graph].some(host => scope === `https://${host}/.default`)) return refuse(500011, now)
      const proof = await authenticate(entra, form, `https://${hosts.login}/${tenant}/oauth2/v2.0/token`, now)
      return typeof proof === 'number' ? refuse(proof, now) : issue(scope, proof === 'certificate', now)
    },
    rolesOf: (token, host) => {
      const facts = valid.get(token)
      return facts?.audience === `https://${host}` ? facts.roles : null
    },
    revoke: () => valid.clear(),
  }
  return entra
}
