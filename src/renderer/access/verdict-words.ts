/** @file The words of a verdict: the title, because of which claim, and the clicks that fix it. */
import type { HelpPage, Verdict, VerdictReason } from '../../shared/model'
import { dateTime } from '../format'

interface Words {
  readonly because: (value: string, claim: string) => string
  readonly steps: readonly string[]
  readonly help?: { readonly page: HelpPage, readonly label: string }
}

const openRegistrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const grantSteps = [
  'In Entra, open App registrations, then your app.',
  'Open API permissions and choose Add a permission.',
  'Under “APIs my organization uses” type Microsoft Threat Protection and choose it.',
  'Choose Application permissions (not Delegated), then Incident.Read.All, and add it.',
  'Choose “Grant admin consent”, then come back and get a new token.',
]

const words: Readonly<Record<VerdictReason, Words>> = {
  'role-present': { because: value => `The claim roles holds ${value}.`, steps: [] },
  'no-roles': { because: () => 'The claim roles is missing: no application permission was granted and consented to.', steps: grantSteps, help: openRegistrations },
  'role-missing': { because: value => `The claim roles holds ${value}, but not Incident.Read.All.`, steps: grantSteps, help: openRegistrations },
  'delegated': {
    because: value => `The claim scp holds ${value}: that is a delegated permission, and an app that signs in by itself needs an application permission.`,
    steps: grantSteps,
    help: openRegistrations,
  },
  'wrong-audience': {
    because: value => `The claim aud holds ${value || 'nothing'}: the token is for another API.`,
    steps: ['Get a new token: XDR Desk asks for https://api.security.microsoft.com.', 'If it stays, report it: the sign-in service issued a token for another API.'],
  },
  'wrong-tenant': {
    because: value => `The claim tid holds ${value}: the token is from another tenant than the one in Settings.`,
    steps: ['Check the tenant ID in Settings.', 'Get a new token.'],
  },
  'wrong-app': {
    because: (value, claim) => `The claim ${claim} holds ${value}, which is not the client ID in Settings: the token was issued to another app.`,
    steps: ['Check the client ID in Settings.', 'Get a new token.'],
  },
  'expired': { because: value => `The claim exp says that the token expired on ${dateTime(value)}.`, steps: ['Get a new token.', 'If a new one is expired as well, set this computer\'s clock.'] },
  'not-yet-valid': {
    because: value => `The claim nbf says that the token is valid from ${dateTime(value)}: this computer's clock is behind.`,
    steps: ['Set this computer\'s clock to the network\'s time.', 'Get a new token.'],
  },
  'unreadable': {
    because: () => 'The token cannot be decoded, so its claims are unknown.',
    steps: ['Refresh the incidents: the API decides.', 'If that fails, get a new token.'],
  },
}

/** `Can list incidents` or `Cannot list incidents`. */
export function verdictTitle({ canList }: Verdict): string {
  return canList ? 'Can list incidents' : 'Cannot list incidents'
}

/** Because of which claim and its value, and what to click. */
export function verdictWords({ reason, claim, value }: Verdict): { because: string, steps: readonly string[], help: Words['help'] } {
  const { because, steps, help } = words[reason]
  return { because: because(value, claim), steps, help }
}
