/** @file Checks that a tenant exists in Entra and belongs to the profile's cloud. The request is public and contains no credentials. */
import type { TenantCloud } from '../../../shared/vocabulary/clouds'
import type { Cloud } from '../microsoft/clouds'
import type { Send } from '../network/retry'
import type { Clock } from '../base/clock'
import type { Credentials } from '../credentials/credential'
import * as v from 'valibot'
import { entraFailure, notFromEntra, readEntraResponse } from '../token/sign-in/entra-errors'
import { AppError } from '../base/errors'

const idleMs = 30_000
/** How long a connection test retries, in ms. The user is waiting, so a temporary failure is retried only briefly: at most three attempts. */
export const testRetryBudgetMs = 3000

/** The tenant's OpenID configuration with Microsoft's extensions. `msgraph_host` distinguishes clouds that share an instance. */
const configurationSchema = v.object({
  issuer: v.string(),
  cloud_instance_name: v.nullish(v.string()),
  tenant_region_sub_scope: v.nullish(v.string()),
  msgraph_host: v.nullish(v.string()),
})
type Configuration = v.InferOutput<typeof configurationSchema>

const bySubScope: ReadonlyMap<string, TenantCloud> = new Map<string, TenantCloud>([['GCC', 'gcc'], ['DODCON', 'gcc-high'], ['DOD', 'dod']])
const byInstance: ReadonlyMap<string, TenantCloud> = new Map<string, TenantCloud>([['microsoftonline.com', 'worldwide'], ['partner.microsoftonline.cn', 'china']])

/** Returns the cloud of a tenant; null if it is unknown. */
function cloudOf({ cloud_instance_name: instance, tenant_region_sub_scope: subScope }: Configuration): TenantCloud | null {
  return bySubScope.get(subScope ?? '') ?? byInstance.get(instance ?? '') ?? null
}

/** Returns whether a tenant can be used with a cloud's hosts. Missing members of the configuration do not count against it. */
function fits(configuration: Configuration, cloud: Cloud, { api }: Pick<Credentials, 'api'>): boolean {
  const { cloud_instance_name: instance, msgraph_host: graphHost } = configuration
  if (instance && new URL(cloud.authority).host !== `login.${instance}`) return false
  const home = cloudOf(configuration)
  if (home !== null && cloud.tenants.includes(home)) return true
  // A tenant of GCC signs in worldwide and has the worldwide Microsoft Graph, but its own Defender XDR API.
  return api === 'microsoft-graph' ? !graphHost || graphHost === cloud.apis[api].host : home === null
}

interface Deps {
  readonly cloud: Cloud
  readonly send: Send
  readonly clock: Pick<Clock, 'now'>
}

/** Resolves if the tenant exists in the cloud. Throws AppError: `tenant-not-found` or another refusal, `wrong-cloud`, `not-json`, or a network failure. */
export async function lookUpTenant(credentials: Pick<Credentials, 'tenantId' | 'api'>, { cloud, send, clock }: Deps, signal: AbortSignal): Promise<void> {
  const url = new URL(`${cloud.authority}/${encodeURIComponent(credentials.tenantId)}/v2.0/.well-known/openid-configuration`)
  const response = await send({ url, headers: { Accept: 'application/json' }, idleMs, signal }, { retryBudgetMs: testRetryBudgetMs })
  const refusal = entraFailure(response, url.host, clock.now())
  if (refusal) throw refusal
  const configuration = v.safeParse(configurationSchema, readEntraResponse(response).object)
  if (!configuration.success) throw notFromEntra(response, url.host)
  if (fits(configuration.output, cloud, credentials)) return
  const tenantCloud = cloudOf(configuration.output)
  throw new AppError('wrong-cloud', { host: url.host, ...(tenantCloud && { tenantCloud }) })
}
