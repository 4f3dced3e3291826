/** @file The words of Entra's refusals. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { MessageOf } from './message'
import { apiByKind, tenantCloudByKind } from '../../../shared/vocabulary/clouds'
import { says, status, textOfReport } from './message-parts'
import { quoted } from './quoted'

const registrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const enterprise = { page: 'enterprise-applications', label: 'Open enterprise applications' } as const

/** Every tenant has this one: it is the tenant or the cloud that is another. */
const noGraph = {
  what: 'The tenant does not know Microsoft Graph.',
  why: 'Its service principal “Microsoft Graph” was not found, which every tenant has in its own cloud.',
  next: 'Check the tenant ID and the cloud in Settings.',
  go: 'settings',
} as const

/** What OAuth's names of refusals say, where the number is one that nobody here knows. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['invalid_client', 'It does not accept the app\'s credential.'],
  ['unauthorized_client', 'It does not let this app sign in by itself in this tenant.'],
  ['invalid_request', 'It does not accept the request as it was made.'],
  ['invalid_grant', 'It does not grant this app a token here.'],
  ['interaction_required', 'It wants a person to sign in, which an app cannot.'],
])

const hasIds = ({ correlationId, traceId }: FailureDetails): boolean => Boolean(correlationId ?? traceId)

/** What helps where nobody here knows the reason: the number, if there is one, and the ids, if they are shown. */
function stepAfterRefusal(details: FailureDetails): string {
  const { aadsts } = details
  if (aadsts) return `Look up ${aadsts} on Microsoft Learn${hasIds(details) ? ', or copy it with its IDs for Microsoft support' : ''}.`
  return `Look at the app's sign-in log in Entra${hasIds(details) ? ', or copy the IDs below for Microsoft support' : ''}.`
}

export const signInMessages = {
  'tenant-not-found': () => ({
    what: 'Entra does not know this tenant.',
    why: 'The tenant ID is wrong, or the tenant lives in another cloud than the one in Settings.',
    next: 'Copy “Directory (tenant) ID” from the app\'s overview page in Entra into Settings.',
    help: registrations,
    go: 'settings',
  }),
  'client-not-found': () => ({
    what: 'Entra does not find this app in the tenant.',
    why: 'The client ID is wrong, it belongs to another tenant, or the app was never consented to there.',
    next: 'Copy “Application (client) ID” from the app\'s overview page in Entra into Settings, and check the tenant ID.',
    help: registrations,
    go: 'settings',
  }),
  'secret-invalid': () => ({
    what: 'Entra rejects the client secret.',
    why: 'It is not the secret of this app. Often the secret\'s ID was pasted instead of its value.',
    next: 'In Certificates & secrets make a new client secret, copy its Value (shown once), and save it in Settings.',
    help: registrations,
    go: 'settings',
  }),
  'secret-expired': () => ({
    what: 'The client secret has expired.',
    why: 'Entra no longer accepts it.',
    next: 'In Certificates & secrets make a new client secret, copy its Value, and save it in Settings.',
    help: registrations,
    go: 'settings',
  }),
  'app-disabled': () => ({
    what: 'The app is disabled in this tenant.',
    why: 'An administrator switched off sign-in for it.',
    next: 'Have an administrator set “Enabled for users to sign-in” to Yes in the enterprise application\'s properties.',
    help: enterprise,
  }),
  'consent-missing': ({ api = 'defender-xdr' }) => ({
    what: 'Nobody has consented to this app.',
    why: `An administrator has to grant its permissions of “${apiByKind[api].inEntra}” in the tenant.`,
    next: 'In the app\'s API permissions choose “Grant admin consent”, then get a new token.',
    help: registrations,
    go: 'access',
  }),
  'resource-not-found': ({ api = 'defender-xdr' }) => api === 'microsoft-graph'
    ? noGraph
    : ({
        what: 'The tenant has no Defender XDR API.',
        why: 'Its service principal “Microsoft Threat Protection” was not found: no licence, never set up, or another cloud.',
        next: 'Have an administrator open security.microsoft.com once with a licence, then try again.',
        help: { page: 'defender-portal', label: 'Open the Defender portal' },
      }),
  'conditional-access': () => ({
    what: 'Conditional Access blocks this app.',
    why: 'A policy for workload identities forbids sign-in from this place or at this risk.',
    next: 'Have an administrator look at the service principal\'s sign-in log and the policy it names.',
    help: enterprise,
  }),
  'wrong-cloud': ({ tenantCloud }) => ({
    what: tenantCloud ? `The tenant lives in another cloud: ${tenantCloudByKind[tenantCloud].label}.` : 'The tenant belongs to another cloud.',
    why: 'Each of Microsoft\'s clouds has its own sign-in and its own APIs, and this profile uses another one.',
    next: `${tenantCloud && tenantCloud !== 'china' ? 'Choose that cloud in Settings' : 'Choose the right cloud in Settings'}, or check the tenant ID.`,
    go: 'settings',
  }),
  'credential-missing': () => ({
    what: 'Entra received no credential of the app.',
    why: 'The request held neither a client secret nor a certificate\'s signature; a proxy may have removed it.',
    next: 'Save the credentials again in Settings. If it keeps happening, ask who runs the proxy.',
    go: 'settings',
  }),
  'certificate-rejected': () => ({
    what: 'Entra rejects the certificate.',
    why: 'It is not one of this app\'s certificates, its key does not belong to it, or it has expired.',
    next: 'In Certificates & secrets upload the certificate whose key is used here, and check its thumbprint and end date.',
    help: registrations,
    go: 'settings',
  }),
  'public-client': () => ({
    what: 'Entra takes this app for a public client.',
    why: 'A public client has no secret or certificate, so it may not send one, and an app that signs in by itself needs one.',
    next: 'In the app\'s Authentication page set “Allow public client flows” to No, or register another app.',
    help: registrations,
  }),
  'not-installed': () => ({
    what: 'The app is not installed in this tenant.',
    why: 'It is registered, but the tenant has no enterprise application (service principal) of it.',
    next: 'Have an administrator grant consent to the app in this tenant, which installs it, or check the tenant ID.',
    help: enterprise,
    go: 'settings',
  }),
  'tenant-malformed': () => ({
    what: 'The tenant is not written as Entra expects it.',
    why: 'It is neither a GUID nor a verified domain name of one tenant.',
    next: 'Copy “Directory (tenant) ID” from the app\'s overview page in Entra into Settings.',
    help: registrations,
    go: 'settings',
  }),
  'resource-not-subscribed': ({ api = 'defender-xdr' }) => ({
    what: `The tenant has switched off ${apiByKind[api].label}, or never subscribed to it.`,
    why: `Its service principal “${apiByKind[api].inEntra}” is disabled or missing: often a subscription has ended.`,
    next: 'Have an administrator check the licences, and that the enterprise application is enabled.',
    help: enterprise,
  }),
  'permission-not-listed': ({ api = 'defender-xdr' }) => ({
    what: `The app does not list ${apiByKind[api].label} among its permissions.`,
    why: `Its registration names no permission of “${apiByKind[api].inEntra}”, so Entra issues no token for it.`,
    next: `In the app's API permissions add the application permission ${apiByKind[api].role} of “${apiByKind[api].inEntra}”, then grant admin consent.`,
    help: registrations,
    go: 'access',
  }),
  'scope-invalid': ({ api = 'defender-xdr', ...details }) => ({
    what: 'Entra does not accept what the token was asked for.',
    why: `XDR Desk asks for the /.default scope of ${apiByKind[api].label}, the one form for apps that sign in by themselves. The tenant may live in another cloud.`,
    next: `Check the tenant ID and the API in Settings.${hasIds(details) ? ' If it keeps happening, report it with the IDs below.' : ''}`,
    go: 'settings',
  }),
  'request-loop': () => ({
    what: 'Entra has stopped this app for a while: it asked for the same token too often.',
    why: 'Some program that uses this client ID asks in a loop. XDR Desk keeps a token for as long as it is valid.',
    next: 'Try again in a few minutes, and look for another tool that signs in with this app.',
  }),
  'sign-in-library': details => ({
    what: 'Entra was not asked for a token.',
    why: `The sign-in library stopped before${details.serverCode ? ` (${details.serverCode})` : ''}.`,
    next: `Check what is saved in Settings.${details.serverCode ? ' If it keeps happening, report it with the name in brackets.' : ''}`,
    go: 'settings',
  }),
  'credential-unusable': () => ({
    what: 'The saved credential cannot be used to sign in.',
    why: 'It is empty, or a certificate\'s private key or thumbprint is missing, damaged or of another kind.',
    next: 'Save the credential again in Settings.',
    go: 'settings',
  }),
  'entra-unavailable': details => ({
    what: 'Entra cannot issue a token at the moment.',
    why: `The sign-in service reports a passing fault${status(details)}.${says(details)}`,
    next: 'Try again in a few minutes.',
  }),
  'sign-in-refused': details => ({
    what: 'Entra refused the sign-in.',
    why: `${refusals.get(details.serverCode ?? '') ?? 'XDR Desk does not know the reason.'}${details.serverMessage ? says(details) : ''}`,
    next: stepAfterRefusal(details),
  }),
  'sign-in-unclear': details => ({
    what: `${details.host ?? 'The sign-in service'} did not respond as Entra does${status(details)}.`,
    why: `The response holds neither a token nor an error of Entra.${textOfReport(details) ? ` It says: ${quoted(textOfReport(details))}.` : ''} A proxy, a web filter or a captive portal may have answered in its place.`,
    next: 'Try again. If it keeps happening, try without the proxy or on another network.',
  }),
  'token-empty': () => ({
    what: 'Entra answered without a token.',
    why: 'The sign-in service or a proxy sent an empty answer.',
    next: 'Try again in a few minutes.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>
