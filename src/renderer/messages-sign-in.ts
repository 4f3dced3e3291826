/** @file The words of Entra's refusals. */
import type { ErrorCode } from '../shared/failure'
import type { MessageOf } from './messages'
import { apiNames } from './api-names'
import { cloudNames } from './cloud-names'

const registrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const enterprise = { page: 'enterprise-applications', label: 'Open enterprise applications' } as const

/** Every tenant of the worldwide cloud has this one: it is the tenant that is another. */
const noGraph = {
  what: 'The tenant does not know Microsoft Graph.',
  why: 'Its service principal “Microsoft Graph” was not found, which every tenant of the worldwide cloud has.',
  next: 'Check the tenant ID in Settings, and that the tenant belongs to the worldwide cloud.',
  go: 'settings',
} as const

export const signInMessages = {
  'tenant-not-found': () => ({
    what: 'Entra does not know this tenant.',
    why: 'The tenant ID is wrong, or the tenant lives in another cloud than the worldwide one.',
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
    why: `An administrator has to grant its permissions of “${apiNames[api].inEntra}” in the tenant.`,
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
    what: tenantCloud ? `The tenant lives in another cloud: ${cloudNames[tenantCloud]}.` : 'The tenant belongs to another cloud.',
    why: 'XDR Desk signs in to the worldwide cloud.',
    next: 'Use a tenant of the worldwide cloud, or check the tenant ID.',
    go: 'settings',
  }),
  'entra-unavailable': details => ({
    what: 'Entra cannot issue a token at the moment.',
    why: `The sign-in service reports a passing fault${details.status ? ` (HTTP ${details.status})` : ''}.`,
    next: 'Try again in a few minutes.',
  }),
  'sign-in-refused': details => ({
    what: 'Entra refused the sign-in.',
    why: details.serverMessage ? `It says: “${details.serverMessage}”` : 'It gave no reason that XDR Desk knows.',
    next: 'Look up the code below on Microsoft Learn, or give the ids below to Microsoft support.',
  }),
  'token-empty': () => ({
    what: 'Entra answered without a token.',
    why: 'The sign-in service or a proxy sent an empty answer.',
    next: 'Try again in a few minutes.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>
