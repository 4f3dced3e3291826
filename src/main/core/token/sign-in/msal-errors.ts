/** @file Translates the errors that MSAL throws without a response of Entra. Refusals are read from the response itself. */
import type { ErrorCode } from '../../../../shared/contract/failure'
import { AppError } from '../../base/errors'

const byCode: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['missing_tenant_id_error', 'tenant-malformed'],
  ['invalid_client_credential', 'credential-unusable'],
  ['invalid_assertion', 'credential-unusable'],
  ['thumbprint_missing_from_client_certificate', 'credential-unusable'],
  // MSAL's error for a certificate without a thumbprint, although it has a fitting one.
  ['state_not_found', 'credential-unusable'],
  ['network_error', 'connection'],
  ['no_network_connectivity', 'offline'],
  ['token_parsing_error', 'not-json'],
])

const isAuthError = (error: Error): error is Error & { readonly errorCode: string } => 'errorCode' in error && typeof error.errorCode === 'string'

/**
 * Returns the AppError for an error of MSAL, and every other error unchanged. A plain Error is thrown for a key that cannot sign an assertion
 * (jsonwebtoken and OpenSSL have no class of their own); a TypeError and the like are faults of the app.
 */
export function msalFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  if (!isAuthError(error)) return error.name === 'Error' ? new AppError('credential-unusable') : error
  const code = byCode.get(error.errorCode)
  // The library's codes are words with underscores, unlike the numbers and texts of a server.
  const name = /^[a-z_]{1,60}$/i.test(error.errorCode) ? { serverCode: error.errorCode } : {}
  return code ? new AppError(code) : new AppError('sign-in-library', name)
}
