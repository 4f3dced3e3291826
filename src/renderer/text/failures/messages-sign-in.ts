/** @file Messages for Entra's refusals. */
import type { FailureDetails } from '../../../shared/contract/failure'
import type { OAuthErrorName, SignInErrorCode } from '../../../shared/contract/failures/sign-in'
import type { MessageOf } from './message'
import type { certificateMessages } from './messages-certificate'
import { apiByKind, defaultApi, tenantCloudByKind } from '../../../shared/vocabulary/clouds'
import { reportedText, reportText, statusText } from './message-parts'
import { quoted } from './quoted'

const registrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const enterprise = { page: 'enterprise-applications', label: 'Open enterprise applications' } as const
const copyTenantId = 'Copy “Directory (tenant) ID” from the app\'s overview page in Entra into Settings.'

/** Every tenant has Microsoft Graph, so the tenant ID or the cloud must be wrong. */
const noGraph = {
  what: 'Microsoft Graph was not found in this tenant.',
  why: 'Every tenant has the service principal “Microsoft Graph” in its own cloud, so the tenant ID or the cloud may be wrong.',
  next: 'Check the tenant ID and the cloud in Settings.',
  go: 'settings',
} as const

/** The meanings of OAuth's error names, for refusals whose AADSTS number is unknown. */
const refusals: ReadonlyMap<string, string> = new Map(Object.entries({
  invalid_client: 'Entra does not accept the app\'s credential.',
  unauthorized_client: 'Entra does not let this app sign in without a user in this tenant.',
  invalid_request: 'Entra does not accept the request as it was sent.',
  invalid_grant: 'Entra does not issue a token to this app in this tenant.',
  interaction_required: 'Entra requires a user to sign in, which an app cannot do.',
} satisfies Partial<Record<OAuthErrorName, string>>))

const hasIds = ({ correlationId, traceId }: FailureDetails): boolean => Boolean(correlationId ?? traceId)

/** Returns the next step after a refusal with an unknown reason: look up its number, if it has one, and send the IDs, if they are shown. */
function stepAfterRefusal(details: FailureDetails): string {
  const { aadsts } = details
  if (aadsts) return `Look up ${aadsts} on Microsoft Learn${hasIds(details) ? ', or send it to Microsoft support with the IDs below' : ''}.`
  return `Check the app's sign-in log in Entra${hasIds(details) ? ', or send the IDs below to Microsoft support' : ''}.`
}

export const signInMessages = {
  'tenant-not-found': () => ({
    what: 'Entra cannot find this tenant.',
    why: 'The tenant ID is wrong, or the tenant is in another cloud.',
    next: copyTenantId,
    help: registrations,
    go: 'settings',
  }),
  'client-not-found': () => ({
    what: 'Entra cannot find this app in the tenant.',
    why: 'The client ID is wrong, the app belongs to another tenant, or it was never granted consent in this tenant.',
    next: 'Copy “Application (client) ID” from the app\'s overview page in Entra into Settings, and check the tenant ID.',
    help: registrations,
    go: 'settings',
  }),
  'secret-invalid': () => ({
    what: 'Entra rejected the client secret.',
    why: 'This app has no such secret. Often, the Secret ID was pasted instead of the Value.',
    next: 'Under Certificates & secrets, create a new client secret, copy its Value (Entra shows it once), and save it as the client secret.',
    help: registrations,
    go: 'settings',
  }),
  'secret-expired': () => ({
    what: 'The client secret has expired.',
    why: 'Entra no longer accepts it.',
    next: 'Under Certificates & secrets, create a new client secret, copy its Value (Entra shows it once), and save it as the client secret.',
    help: registrations,
    go: 'settings',
  }),
  'app-disabled': () => ({
    what: 'The app is disabled in this tenant.',
    why: 'An administrator turned off sign-in for it.',
    next: 'Ask an administrator to set “Enabled for users to sign-in” to Yes in the enterprise application\'s properties.',
    help: enterprise,
  }),
  'consent-missing': ({ api = defaultApi }) => ({
    what: 'This app has no admin consent.',
    why: `An administrator must grant its permissions for “${apiByKind[api].inEntra}” in the tenant.`,
    next: 'Under the app\'s API permissions, choose “Grant admin consent”, then get a new token.',
    help: registrations,
    go: 'access',
  }),
  'resource-not-found': ({ api = defaultApi }) => api === 'microsoft-graph'
    ? noGraph
    : ({
        what: 'The tenant has no Defender XDR API.',
        why: 'Its service principal “Microsoft Threat Protection” was not found. The tenant has no license, was never set up, or is in another cloud.',
        next: 'Ask an administrator who has a license to open security.microsoft.com once, which sets it up. Then try again.',
        help: { page: 'defender-portal', label: 'Open the Defender portal' },
      }),
  'conditional-access': () => ({
    what: 'Conditional Access blocked this app.',
    why: 'A policy for workload identities forbids sign-in from this location or at this risk level.',
    next: 'Ask an administrator to look for the blocked sign-in in the service principal\'s sign-in log, which names the policy.',
    help: enterprise,
  }),
  'wrong-cloud': ({ tenantCloud }) => ({
    what: tenantCloud ? `The tenant is in another cloud: ${tenantCloudByKind[tenantCloud].label}.` : 'The tenant is in another cloud.',
    why: 'Each of Microsoft\'s clouds has its own sign-in and APIs, and this profile is set to a different cloud.',
    next: `${tenantCloud && tenantCloud !== 'china' ? 'Choose that cloud under Advanced' : 'Choose the right cloud under Advanced'}, or check the tenant ID.`,
    go: 'settings',
  }),
  'credential-missing': () => ({
    what: 'Entra received no credential from the app.',
    why: 'The request contained neither a client secret nor a certificate\'s signature; a proxy may have removed it.',
    next: 'Save the credentials again in Settings. If it keeps happening, ask your network administrator about the proxy.',
    go: 'settings',
  }),
  'certificate-rejected': () => ({
    what: 'Entra rejected the certificate.',
    why: 'It is not one of this app\'s certificates, its key does not match, or it has expired.',
    next: 'Under Certificates & secrets, upload the certificate that is saved in Settings, and compare its thumbprint and expiry date.',
    help: registrations,
    go: 'settings',
  }),
  'public-client': () => ({
    what: 'Entra treats this app as a public client.',
    why: 'A public client cannot use a secret or a certificate, but an app that signs in without a user needs one of them.',
    next: 'On the app\'s Authentication page, set “Allow public client flows” to No, or register another app.',
    help: registrations,
  }),
  'not-installed': () => ({
    what: 'The app is not installed in this tenant.',
    why: 'It is registered, but the tenant has no enterprise application (service principal) for it.',
    next: 'Check the tenant ID. If it is right, ask an administrator to grant consent to the app, which also installs it in the tenant.',
    help: enterprise,
    go: 'settings',
  }),
  'tenant-malformed': () => ({
    what: 'Entra does not accept this form of tenant ID.',
    why: 'It is neither a GUID nor a verified domain name of one tenant.',
    next: copyTenantId,
    help: registrations,
    go: 'settings',
  }),
  'resource-not-subscribed': ({ api = defaultApi }) => ({
    what: `The tenant has turned off ${apiByKind[api].label}, or never subscribed to it.`,
    why: `Its service principal “${apiByKind[api].inEntra}” is disabled or missing, often because a subscription has ended.`,
    next: 'Ask an administrator to check the licenses, and that the enterprise application is enabled.',
    help: enterprise,
  }),
  'permission-not-listed': ({ api = defaultApi }) => ({
    what: `The app has no permission for ${apiByKind[api].label}.`,
    why: `Its registration lists no permission for “${apiByKind[api].inEntra}”, so Entra issues no token for it.`,
    next: `Under the app's API permissions, add the application permission ${apiByKind[api].role} of “${apiByKind[api].inEntra}”, then grant admin consent.`,
    help: registrations,
    go: 'access',
  }),
  'scope-invalid': ({ api = defaultApi, ...details }) => ({
    what: 'Entra does not accept the requested scope.',
    why: `XDR Desk requests the /.default scope of ${apiByKind[api].label}, the only scope for apps that sign in without a user. The tenant may be in another cloud.`,
    next: `Check the tenant ID and the API in Settings.${hasIds(details) ? ' If it keeps happening, report it with the IDs below.' : ''}`,
    go: 'settings',
  }),
  'request-loop': () => ({
    what: 'Entra has blocked this app temporarily, because it requested the same token too often.',
    why: 'A program with this client ID requests tokens in a loop. XDR Desk reuses each token while it is valid.',
    next: 'Look for another tool that uses this client ID, then try again in a few minutes.',
  }),
  'sign-in-library': details => ({
    what: 'XDR Desk could not request a token from Entra.',
    why: `The sign-in library stopped before it sent the request${details.serverCode ? ` (${details.serverCode})` : ''}.`,
    next: `Check the credentials in Settings.${details.serverCode ? ' If it keeps happening, report it with the name in parentheses.' : ''}`,
    go: 'settings',
  }),
  'credential-unusable': () => ({
    what: 'The saved credential cannot be used to sign in.',
    why: 'It is empty, or a certificate\'s private key or thumbprint is missing, damaged or of the wrong type.',
    next: 'Save the credential again in Settings.',
    go: 'settings',
  }),
  'entra-unavailable': details => ({
    what: 'Entra cannot issue a token right now.',
    why: `The sign-in service reports a temporary error${statusText(details)}.${reportText(details)}`,
    next: 'Try again in a few minutes.',
  }),
  'sign-in-refused': details => ({
    what: 'Entra refused the sign-in.',
    why: `${refusals.get(details.serverCode ?? '') ?? 'XDR Desk does not know the reason.'}${details.serverMessage ? reportText(details) : ''}`,
    next: stepAfterRefusal(details),
  }),
  'sign-in-unclear': details => ({
    what: `${details.host ?? 'The sign-in service'} sent a response that does not look like Entra's${statusText(details)}.`,
    why: `The response contains neither a token nor an error from Entra.${reportedText(details) ? ` It says: ${quoted(reportedText(details))}.` : ''} A proxy, a web filter or a captive portal may have responded instead.`,
    next: 'Try again. If it keeps happening, try without the proxy or on another network.',
  }),
  'token-empty': () => ({
    what: 'Entra responded without a token.',
    why: 'The sign-in service or a proxy sent an empty response.',
    next: 'Try again in a few minutes.',
  }),
} satisfies Record<Exclude<SignInErrorCode, keyof typeof certificateMessages>, MessageOf>
