/**
 * @file Failures of a sign-in: those that Entra reports, and those that end a sign-in before Entra receives a request. Numbers and meanings are from
 * learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes.
 */
import type { CheckName } from '../../vocabulary/connection-checks'

export interface SignInFailure {
  /** Entra's numbers for the failure (AADSTS…); empty if only the app detects it. */
  readonly aadsts: readonly number[]
  /** The check of the connection test that fails with it. */
  readonly check: CheckName
  /** Whether the credentials may still be valid, because the failure does not depend on them. */
  readonly unverified: boolean
}

const rows = {
  // Entra
  'tenant-not-found': { aadsts: [90002], check: 'tenant', unverified: false },
  'tenant-malformed': { aadsts: [900023, 900021], check: 'tenant', unverified: false },
  'wrong-cloud': { aadsts: [90038, 900382, 900432], check: 'tenant', unverified: false },
  'client-not-found': { aadsts: [700016], check: 'application', unverified: false },
  'not-installed': { aadsts: [7000229], check: 'application', unverified: false },
  'app-disabled': { aadsts: [7000112], check: 'application', unverified: false },
  'public-client': { aadsts: [700025], check: 'application', unverified: false },
  'conditional-access': { aadsts: [53003, 530032, 530031], check: 'application', unverified: false },
  'secret-invalid': { aadsts: [7000215, 70002], check: 'credential', unverified: false },
  'secret-expired': { aadsts: [7000222], check: 'credential', unverified: false },
  'credential-missing': { aadsts: [7000218, 7000216], check: 'credential', unverified: false },
  'certificate-unknown': { aadsts: [700027], check: 'credential', unverified: false },
  'certificate-rejected': { aadsts: [700030, 50012], check: 'credential', unverified: false },
  'certificate-expired': { aadsts: [1000502], check: 'credential', unverified: false },
  'certificate-clock': { aadsts: [700024], check: 'credential', unverified: false },
  'resource-not-found': { aadsts: [500011, 50001], check: 'resource', unverified: false },
  'resource-not-subscribed': { aadsts: [650052, 500014], check: 'resource', unverified: false },
  'scope-invalid': { aadsts: [70011, 1002012], check: 'resource', unverified: false },
  'permission-not-listed': { aadsts: [650057], check: 'roles', unverified: false },
  'consent-missing': { aadsts: [65001, 90094], check: 'roles', unverified: false },
  'request-loop': { aadsts: [50196], check: 'application', unverified: true },
  'entra-unavailable': { aadsts: [90033, 90006, 90024], check: 'application', unverified: true },
  // a refusal with an unknown number, and a response that is not from Entra
  'sign-in-refused': { aadsts: [], check: 'application', unverified: false },
  'sign-in-unclear': { aadsts: [], check: 'application', unverified: true },
  'token-empty': { aadsts: [], check: 'application', unverified: true },
  // before Entra receives a request
  'certificate-not-yet-valid': { aadsts: [], check: 'credential', unverified: false },
  'credential-unusable': { aadsts: [], check: 'credential', unverified: false },
  'sign-in-library': { aadsts: [], check: 'application', unverified: false },
} satisfies Record<string, SignInFailure>

export type SignInErrorCode = keyof typeof rows

export const signInFailures: Readonly<Record<SignInErrorCode, SignInFailure>> = rows

interface OAuthFailure {
  /** The failure that the name identifies if the response contains no known number. */
  readonly code: SignInErrorCode
  /** Whether the name identifies an OAuth error in any text. Other services also use the other names, so those count only as the value of `error`. */
  readonly isDistinctive: boolean
}

const names = {
  invalid_client: { code: 'sign-in-refused', isDistinctive: true },
  unauthorized_client: { code: 'sign-in-refused', isDistinctive: true },
  invalid_grant: { code: 'sign-in-refused', isDistinctive: true },
  invalid_request: { code: 'sign-in-refused', isDistinctive: true },
  unsupported_grant_type: { code: 'sign-in-refused', isDistinctive: true },
  invalid_scope: { code: 'scope-invalid', isDistinctive: true },
  invalid_resource: { code: 'resource-not-found', isDistinctive: true },
  interaction_required: { code: 'sign-in-refused', isDistinctive: true },
  consent_required: { code: 'sign-in-refused', isDistinctive: true },
  temporarily_unavailable: { code: 'entra-unavailable', isDistinctive: false },
  server_error: { code: 'entra-unavailable', isDistinctive: false },
  login_required: { code: 'sign-in-refused', isDistinctive: false },
  invalid_target: { code: 'sign-in-refused', isDistinctive: false },
} satisfies Record<string, OAuthFailure>

export type OAuthErrorName = keyof typeof names

/** OAuth error names: those in RFC 6749, section 5.2, and Microsoft's own. */
export const oauthFailures: Readonly<Record<OAuthErrorName, OAuthFailure>> = names
