/** @file Entra's token endpoint: client credentials for one app in one tenant, with Entra's own refusals; and a tenant's public configuration. */
import type { Random } from './random'
import { Buffer } from 'node:buffer'
import { assertionProblem, assertionType } from './assertion'
import type { CloudHosts } from './hosts'
import { worldwideHosts } from './hosts'

export interface EntraApp {
  readonly tenantId: string
  readonly domain: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface Reply {
  readonly status: number
  readonly body: string
}

export interface Entra {
  readonly app: EntraApp
  /** Application permissions of the Defender XDR API that are granted; a token carries those of the moment it is issued. */
  roles: readonly string[]
  /** Those of Microsoft Graph: a token for one API never carries the other's. */
  graphRoles: readonly string[]
  /** Claims that replace the usual ones in tokens issued from now on. */
  claims: Readonly<Record<string, unknown>>
  /** Changes the text of tokens issued from now on; they stay valid. */
  reshape: (token: string) => string
  lifetimeSeconds: number
  /** What the app signed in with where it used a certificate. */
  readonly assertions: string[]
  /** The app's registered certificates, PEM. */
  certificates: readonly string[]
  /** Seconds after which a token should be renewed though it is still valid; null leaves it open. */
  refreshIn: number | null
  /** Refuse every request with this AADSTS number until it is null again. */
  refuseWith: number | null
  /** Members that replace the usual ones of the tenant's configuration: those of a tenant in another cloud. */
  configuration: Readonly<Record<string, unknown>>
  /** What `/{tenant}/v2.0/.well-known/openid-configuration` answers. */
  readonly openIdConfiguration: (tenant: string, now: number) => Reply
  readonly token: (tenant: string, body: string, now: number) => Promise<Reply>
  /** The roles of a token issued here for that host's API, or null for any other. */
  readonly rolesOf: (token: string, host: string) => readonly string[] | null
  /** Makes tokens issued so far invalid. */
  readonly revoke: () => void
  readonly issued: readonly string[]
}

/** OAuth error and text as Entra words them; `0` stands for any other number. */
const refusals: Readonly<Record<number, readonly [number, string, string]>> = {
  7000215: [401, 'invalid_client', 'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.'],
  7000222: [401, 'invalid_client', 'The provided client secret keys for app are expired.'],
  700027: [401, 'invalid_client', 'The certificate with identifier used to sign the client assertion is not registered on application.'],
  700024: [401, 'invalid_client', 'Client assertion is not within its valid time range.'],
  700016: [400, 'unauthorized_client', 'Application was not found in the directory.'],
  7000112: [400, 'unauthorized_client', 'Application is disabled.'],
  90002: [400, 'invalid_request', 'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.'],
  500011: [400, 'invalid_resource', 'The resource principal was not found in the tenant.'],
  65001: [400, 'invalid_grant', 'The user or administrator has not consented to use the application.'],
  53003: [400, 'invalid_grant', 'Access has been blocked by Conditional Access policies.'],
  90033: [503, 'temporarily_unavailable', 'A transient error has occurred. Please try again.'],
  70002: [401, 'invalid_client', 'Error validating credentials.'],
  7000218: [401, 'invalid_client', 'The request body must contain the following parameter: \'client_assertion\' or \'client_secret\'.'],
  7000229: [401, 'invalid_client', 'The client application is missing service principal in the tenant.'],
  900023: [400, 'invalid_request', 'Specified tenant identifier is neither a valid DNS name, nor a valid external domain.'],
  90038: [400, 'invalid_request', 'Tenant is not in this cloud.'],
  900382: [400, 'invalid_request', 'Confidential client is not supported in cross-cloud request.'],
  900432: [400, 'invalid_client', 'Confidential client is not supported in cross-cloud request.'],
  50001: [400, 'invalid_resource', 'The resource was not found in the tenant.'],
  650057: [400, 'invalid_resource', 'The resource is not listed in the requested permissions in the client\'s application registration.'],
  650052: [400, 'invalid_resource', 'The app needs access to a service that your organization has not subscribed to or enabled.'],
  70011: [400, 'invalid_scope', 'The provided value for the input parameter \'scope\' is not valid.'],
  1002012: [400, 'invalid_scope', 'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.'],
  530032: [400, 'interaction_required', 'Blocked by security policy.'],
  700030: [401, 'invalid_client', 'Invalid certificate: subject name mismatch.'],
  50012: [401, 'invalid_client', 'Authentication failed.'],
  700025: [401, 'invalid_client', 'Client is public so neither \'client_assertion\' nor \'client_secret\' should be presented.'],
  90094: [400, 'invalid_grant', 'Administrator consent is required.'],
  50196: [400, 'invalid_grant', 'The server terminated an operation because it encountered a client request loop.'],
  90006: [400, 'temporarily_unavailable', 'The service is temporarily unavailable.'],
  90024: [400, 'temporarily_unavailable', 'A transient error has occurred.'],
  90055: [429, 'temporarily_unavailable', 'There are too many incoming requests.'],
  0: [400, 'invalid_request', 'The request could not be served.'],
}

/** Entra compares ids and domain names without case. */
const isSame = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase()

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export function createEntra(random: Random, hosts: CloudHosts = worldwideHosts): Entra {
  const app: EntraApp = {
    tenantId: random.guid(),
    domain: 'contoso.example',
    clientId: random.guid(),
    // The characters that need escaping in a URL, in JSON or in a shell.
    clientSecret: `aB8Q~${random.hex(24)}._-"&+/%`,
  }
  const valid = new Map<string, { readonly audience: string, readonly roles: readonly string[] }>()
  const issued: string[] = []

  const refuse = (number: number, now: number): Reply => {
    const [status, error, text] = refusals[number] ?? refusals[0] ?? [400, 'invalid_request', '']
    const [traceId, correlationId] = [random.guid(), random.guid()]
    const timestamp = new Date(now).toISOString().replace('T', ' ').replace(/\.\d+/, '')
    return {
      status,
      body: JSON.stringify({
        error,
        error_description: `AADSTS${number}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
        error_codes: [number],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `https://login.microsoftonline.com/error?code=${number}`,
      }),
    }
  }

  const issue = (entra: Entra, scope: string, isCertificate: boolean, now: number): Reply => {
    const seconds = Math.floor(now / 1000)
    const audience = scope.replace(/\/\.default$/, '')
    const roles = audience === `https://${hosts.graph}` ? entra.graphRoles : entra.roles
    const token = entra.reshape([
      base64url({ typ: 'JWT', alg: 'RS256', x5t: random.hex(20), kid: random.hex(20) }),
      base64url({
        aud: audience,
        iss: `https://sts.windows.net/${app.tenantId}/`,
        iat: seconds,
        nbf: seconds,
        exp: seconds + entra.lifetimeSeconds,
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
        ...entra.claims,
      }),
      Buffer.from(random.hex(256), 'hex').toString('base64url'),
    ].join('.'))
    valid.set(token, { audience, roles })
    issued.push(token)
    return {
      status: 200,
      body: JSON.stringify({
        token_type: 'Bearer',
        expires_in: entra.lifetimeSeconds,
        ext_expires_in: entra.lifetimeSeconds,
        ...(entra.refreshIn !== null && { refresh_in: entra.refreshIn }),
        access_token: token,
      }),
    }
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
    openIdConfiguration: (tenant, now) => {
      if (!isSame(tenant, app.tenantId) && !isSame(tenant, app.domain)) return refuse(90002, now)
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
          ...entra.configuration,
        }),
      }
    },
    token: async (tenant, body, now) => {
      const form = new URLSearchParams(body)
      const scope = (form.get('scope') ?? '').split(' ').find(part => part.endsWith('/.default'))
      if (entra.refuseWith !== null) return refuse(entra.refuseWith, now)
      if (!isSame(tenant, app.tenantId) && !isSame(tenant, app.domain)) return refuse(90002, now)
      if (!isSame(form.get('client_id'), app.clientId)) return refuse(700016, now)
      if (form.get('grant_type') !== 'client_credentials' || !scope) return refuse(70011, now)
      if (![hosts.resource, hosts.graph].some(host => scope === `https://${host}/.default`)) return refuse(500011, now)
      const assertion = form.get('client_assertion_type') === assertionType ? form.get('client_assertion') : null
      if (assertion === null) return form.get('client_secret') === app.clientSecret ? issue(entra, scope, false, now) : refuse(7000215, now)
      entra.assertions.push(assertion)
      const audience = `https://${hosts.login}/${tenant}/oauth2/v2.0/token`
      const problem = await assertionProblem(assertion, { certificates: entra.certificates, clientId: app.clientId, audience, now })
      return problem === null ? issue(entra, scope, true, now) : refuse(problem, now)
    },
    rolesOf: (token, host) => {
      const known = valid.get(token)
      return known?.audience === `https://${host}` ? known.roles : null
    },
    revoke: () => valid.clear(),
  }
  return entra
}
