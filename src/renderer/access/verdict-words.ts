/** @file The words of a verdict: the title, because of which claim, and the clicks that fix it. */
import type { HelpPage } from '../../shared/app'
import type { Access, ApiKind, Verdict, VerdictReason } from '../../shared/model'
import { apiNames } from '../api-names'
import { dateTime } from '../format'
import { apiOfRole } from './roles'

/** What a verdict's words are made of. */
interface Facts extends Pick<Verdict, 'value' | 'claim'>, Pick<Access, 'api' | 'tokenApi'> {}

interface Words {
  readonly because: (facts: Facts) => string
  readonly steps: (facts: Facts) => readonly string[]
  readonly help?: { readonly page: HelpPage, readonly label: string }
}

const openRegistrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const otherApi: Readonly<Record<ApiKind, ApiKind>> = { 'defender-xdr': 'microsoft-graph', 'microsoft-graph': 'defender-xdr' }

/** The clicks in Entra's portal, for either API. */
function grantSteps({ api }: Facts): readonly string[] {
  const { inEntra, tab, role } = apiNames[api]
  return [
    'In Entra, open App registrations, then your app.',
    'Open API permissions and choose Add a permission.',
    api === 'microsoft-graph' ? `Under “${tab}” choose ${inEntra}.` : `Under “${tab}” type ${inEntra} and choose it.`,
    `Choose Application permissions (not Delegated), then ${role}, and add it.`,
    'Choose “Grant admin consent”, then come back and get a new token.',
  ]
}

/** A role of the other API is the likeliest mistake of all. */
function whyNotRole({ value, api }: Facts): string {
  const { role, name } = apiNames[api]
  const other = value.split(', ').find(each => apiOfRole(each) === otherApi[api])
  const mistaken = other === undefined ? '' : ` ${other} opens ${apiNames[otherApi[api]].name}, not ${name}.`
  return `The claim roles holds ${value}, but not ${role}.${mistaken}`
}

function whyNotAudience({ value, api, tokenApi }: Facts): string {
  return tokenApi === null
    ? `The claim aud holds ${value || 'nothing'}: the token is for another API.`
    : `The claim aud holds ${value}: the token is for ${apiNames[tokenApi].name}, but ${apiNames[api].name} was asked for.`
}

const words: Readonly<Record<VerdictReason, Words>> = {
  'role-present': { because: ({ value }) => `The claim roles holds ${value}.`, steps: () => [] },
  'no-roles': {
    because: ({ api }) => `The claim roles is missing: no application permission of ${apiNames[api].inEntra} was granted and consented to.`,
    steps: grantSteps,
    help: openRegistrations,
  },
  'role-missing': { because: whyNotRole, steps: grantSteps, help: openRegistrations },
  'delegated': {
    because: ({ value }) => `The claim scp holds ${value}: that is a delegated permission, and an app that signs in by itself needs an application permission.`,
    steps: grantSteps,
    help: openRegistrations,
  },
  'wrong-audience': {
    because: whyNotAudience,
    steps: ({ api }) => [`Get a new token: XDR Desk asks for ${apiNames[api].audience}.`, 'If it stays, report it: the sign-in service issued a token for another API.'],
  },
  'wrong-tenant': {
    because: ({ value }) => `The claim tid holds ${value}: the token is from another tenant than the one in Settings.`,
    steps: () => ['Check the tenant ID in Settings.', 'Get a new token.'],
  },
  'wrong-app': {
    because: ({ value, claim }) => `The claim ${claim} holds ${value}, which is not the client ID in Settings: the token was issued to another app.`,
    steps: () => ['Check the client ID in Settings.', 'Get a new token.'],
  },
  'expired': {
    because: ({ value }) => `The claim exp says that the token expired on ${dateTime(value)}.`,
    steps: () => ['Get a new token.', 'If a new one is expired as well, set this computer\'s clock.'],
  },
  'not-yet-valid': {
    because: ({ value }) => `The claim nbf says that the token is valid from ${dateTime(value)}: this computer's clock is behind.`,
    steps: () => ['Set this computer\'s clock to the network\'s time.', 'Get a new token.'],
  },
  'unreadable': {
    because: () => 'The token cannot be decoded, so its claims are unknown.',
    steps: () => ['Refresh the incidents: the API decides.', 'If that fails, get a new token.'],
  },
}

/** `Can list incidents` or `Cannot list incidents`. */
export function verdictTitle({ canList }: Verdict): string {
  return canList ? 'Can list incidents' : 'Cannot list incidents'
}

/** Because of which claim and its value, and what to click. */
export function verdictWords({ verdict: { reason, claim, value }, api, tokenApi }: Omit<Access, 'claims' | 'obtainedAt'>): { because: string, steps: readonly string[], help: Words['help'] } {
  const { because, steps, help } = words[reason]
  const facts = { claim, value, api, tokenApi }
  return { because: because(facts), steps: steps(facts), help }
}
