/** @file What MSAL's own errors mean: those it throws without an answer of Entra, which is read from the answer itself. */
import type { ErrorCode } from '../../../../shared/contract/failure'
import { AppError } from '../../base/errors'

const byCode: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['missing_tenant_id_error', 'tenant-malformed'],
  ['invalid_client_credential', 'credential-unusable'],
  ['invalid_assertion', 'credential-unusable'],
  ['thumbprint_missing_from_client_certificate', 'credential-unusable'],
  // A certificate without a thumbprint: MSAL names the wrong one of its errors.
  ['state_not_found', 'credential-unusable'],
  ['network_error', 'connection'],
  ['no_network_connectivity', 'offline'],
  ['token_parsing_error', 'not-json'],
])

const isAuthError = (error: Error): error is Error & { readonly errorCode: string } => 'errorCode' in error && typeof error.errorCode === 'string'

/**
 * The AppError for an error of MSAL; others are given back as they are. A plain Error comes from signing an assertion with a key that
 * cannot sign (jsonwebtoken and OpenSSL have no class of their own); a TypeError and its like is a fault of the app.
 */
export function msalFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  if (!isAuthError(error)) return error.name === 'Error' ? new AppError('credential-unusable') : error
  const code = byCode.get(error.errorCode)
  // Codes of the library are words with underscores; numbers and texts of a server are none.
  const name = /^[a-z_]{1,60}$/i.test(error.errorCode) ? { serverCode: error.errorCode } : {}
  return code ? new AppError(code) : new AppError('sign-in-library', name)
}
