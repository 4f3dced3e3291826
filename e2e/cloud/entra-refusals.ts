/** @file Entra's refusals of a token request. */
import type { Random } from '../../src/main/core/sample/random'

/** HTTP status, OAuth error and message of each AADSTS number, as Entra words them. `0` is the default for all other numbers. */
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

export interface EntraReply {
  readonly status: number
  readonly body: string
}

/** Builds Entra's response to a request that it refuses with this AADSTS number. */
export function refusal(number: number, now: number, random: Random): EntraReply {
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
