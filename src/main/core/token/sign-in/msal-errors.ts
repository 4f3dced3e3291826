/** @file Translates errors that MSAL throws without a response from Entra. Refusals are read from the response. */
import type { ErrorCode } from '../../../../shared/contract/failure'
import { AppError } from '../../base/errors'

const byCode: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['missing_tenant_id_error', 'tenant-malformed'],
  ['invalid_client_credential', 'credential-unusable'],
  ['invalid_assertion', 'credential-unusable'],
  ['thumbprint_missing_from_client_certificate', 'credential-unusable'],
  // MSAL throws this for a certificate without a thumbprint, although it has a specific error for that.
  ['state_not_found', 'credential-unusable'],
  ['network_error', 'connection'],
  ['no_network_connectivity', 'offline'],
  ['token_parsing_error', 'not-json'],
])

const isAuthError = (error: Error): error is Error & { readonly errorCode: string } => 'errorCode' in error && typeof error.errorCode === 'string'

/**
 * Returns the AppError for an error from MSAL, and every other error unchanged. A plain Error means that the key cannot sign an assertion
 * (jsonwebtoken and OpenSSL have no error classes); a TypeError or another class is a bug in the app.
 */
export function msalFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  if (!isAuthError(error)) return error.name === 'Error' ? new AppError('credential-unusable') : error
  const code = byCode.get(error.errorCode)
  // MSAL's own codes consist of letters and underscores, unlike numbers and texts from a server.
  const name = /^[a-z_]{1,60}$/i.test(error.errorCode) ? { serverCode: error.errorCode } : {}
  return code ? new AppError(code) : new AppError('sign-in-library', name)
}
