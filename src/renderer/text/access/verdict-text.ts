/** @file The text of a verdict: title, deciding claim, and the steps that fix it. */
import type { Access, OtherAudience, Verdict, VerdictAnswer, VerdictReason } from '../../../shared/contract/access'
import type { HelpPage } from '../../../shared/contract/app'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { answerOf } from '../../../shared/rules/token-answer'
import { apiByKind } from '../../../shared/vocabulary/clouds'
import { audienceText } from '../audience-text'
import { clockTime, countdown, dateTime } from '../format'
import { apiOfRole } from './role-text'

/** The input for a verdict's text. */
type Inspected = Pick<Access, 'verdict' | 'api' | 'audience' | 'tokenApi' | 'clockOffsetSeconds' | 'obtainedAt' | 'test'>
interface Facts extends Omit<Inspected, 'verdict' | 'obtainedAt' | 'test'>, Pick<Verdict, 'value' | 'claim' | 'answer'> {
  readonly pasted: boolean
}

interface VerdictText {
  readonly because: (facts: Facts) => string
  readonly steps: (facts: Facts) => readonly string[]
  readonly help?: { readonly page: HelpPage, readonly label: string }
}

const openRegistrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const otherApi: Readonly<Record<ApiKind, ApiKind>> = { 'defender-xdr': 'microsoft-graph', 'microsoft-graph': 'defender-xdr' }

const isIncidentApi = (audience: ApiKind | OtherAudience): audience is ApiKind => audience in apiByKind
/** Returns how to get another token. */
const getAnother = ({ pasted }: Facts): string => pasted ? 'Get a new token from the same source.' : 'Get a new token.'
/** Returns how to let the API decide. The app sends only the token in memory to the API, never a pasted one. */
const testWithApi = (facts: Facts): readonly string[] =>
  facts.pasted ? ['Only the API can judge this token, and XDR Desk never sends a pasted token.', getAnother(facts)] : ['Press “Test with the API”: only the API can judge this token.']

/** Returns the steps in Entra's portal, for either API. */
function grantSteps({ api, pasted }: Facts): readonly string[] {
  const { inEntra, tab, role } = apiByKind[api]
  return [
    'In Entra, open App registrations, then your app.',
    'Open API permissions and choose Add a permission.',
    api === 'microsoft-graph' ? `Under “${tab}” choose ${inEntra}.` : `Under “${tab}” type ${inEntra} and choose it.`,
    `Choose Application permissions (not Delegated), then ${role}, and add it.`,
    `Choose “Grant admin consent”, then ${pasted ? 'get a new token: an old one never gains a role' : 'come back and get a new token'}.`,
  ]
}

/** Returns why the roles do not suffice. The most likely mistake is a role of the other API. */
function roleReason({ value, api }: Facts): string {
  const { role, label } = apiByKind[api]
  const other = value.split(', ').find(each => apiOfRole(each) === otherApi[api])
  const mistaken = other === undefined ? '' : ` ${other} gives access to ${apiByKind[otherApi[api]].label}, not to ${label}.`
  return `The roles claim contains ${value}, but not ${role}.${mistaken}`
}

/** Facts about APIs whose tokens are often mistaken for those of the incident APIs. */
const mistaken: Readonly<Partial<Record<OtherAudience, string>>> = {
  'defender-endpoint': 'That API has its own roles, such as Machine.Read.All, and has no incidents.',
  'own-app': 'It is an ID token, or a token for an API of the app itself.',
  'other-cloud': 'Each cloud has its own hosts and tokens.',
}

function audienceReason({ value, api, tokenApi, pasted }: Facts): string {
  if (tokenApi === null) return `The aud claim contains ${value || 'nothing'}: the token is not for ${apiByKind[api].label}.`
  const asked = pasted ? `${apiByKind[api].label} is the API in Settings` : `XDR Desk requested one for ${apiByKind[api].label}`
  const more = isIncidentApi(tokenApi) ? '' : mistaken[tokenApi]
  return `The aud claim contains ${value}: the token is for ${audienceText(tokenApi)}, but ${asked}.${more ? ` ${more}` : ''}`
}

function audienceSteps({ api, audience, tokenApi, pasted }: Facts): readonly string[] {
  const { inEntra, label, role } = apiByKind[api]
  if (!pasted) return [`Get a new token: XDR Desk requests tokens for ${audience}.`, 'If it keeps happening, report it: the sign-in service issued a token for another API.']
  const request = `Request a token with the scope ${audience}/.default.`
  return tokenApi !== null && isIncidentApi(tokenApi)
    ? [request, `If you want to use ${apiByKind[tokenApi].label}, choose it in Settings instead of ${label}.`]
    : [`In Entra, add ${role} of “${inEntra}” and grant admin consent.`, request]
}

function expiryReason({ value, clockOffsetSeconds, answer }: Facts): string {
  const clock = clockOffsetSeconds !== null && clockOffsetSeconds > 0 ? ` It was new when it was received: this computer's clock is ${countdown(clockOffsetSeconds)} ahead or more.` : ''
  const doubt = answer === 'unknown' ? ' The API uses its own clock.' : ''
  return `According to the exp claim, the token expired on ${dateTime(value)}.${clock}${doubt}`
}

function signatureReason({ value }: Facts): string {
  return value.toLowerCase() === 'none'
    ? `The header's alg is ${value}: the token is not signed, so anyone could have written it. No API accepts it.`
    : 'The token has no signature: its third part is missing. No API accepts it.'
}

const texts: Readonly<Record<VerdictReason, VerdictText>> = {
  'role-present': { because: ({ value }) => `The roles claim contains ${value}.`, steps: () => [] },
  'no-roles': {
    because: ({ api }) => `The roles claim is missing: the app has no application permission of ${apiByKind[api].inEntra} with admin consent.`,
    steps: grantSteps,
    help: openRegistrations,
  },
  'roles-malformed': {
    because: ({ value }) => `The roles claim is not a list of names: it contains ${value}.`,
    steps: testWithApi,
  },
  'role-missing': { because: roleReason, steps: grantSteps, help: openRegistrations },
  'delegated': {
    because: ({ value, claim }) => `The ${claim} claim contains ${value}: that is a delegated permission, but an app that signs in without a user needs an application permission.`,
    steps: grantSteps,
    help: openRegistrations,
  },
  'wrong-audience': { because: audienceReason, steps: audienceSteps },
  'audience-unknown': {
    because: ({ value }) => value === ''
      ? 'The aud claim does not name an API, so it does not show which API the token is for.'
      : `The aud claim contains ${value}, which is not the name of an API.`,
    steps: testWithApi,
  },
  'wrong-tenant': {
    because: ({ value }) => `The tid claim contains ${value}: the token is not from the tenant in Settings.`,
    steps: facts => ['Check the tenant ID in Settings.', getAnother(facts)],
  },
  'wrong-app': {
    because: ({ value, claim }) => `The ${claim} claim contains ${value}, which is not the client ID in Settings: the token was issued to another app.`,
    steps: facts => ['Check the client ID in Settings.', getAnother(facts)],
  },
  'expired': {
    because: expiryReason,
    steps: facts => facts.answer === 'unknown'
      ? ['Set this computer\'s clock to network time.', ...testWithApi(facts)]
      : [getAnother(facts), 'If a new one is expired as well, set this computer\'s clock.'],
  },
  'not-yet-valid': {
    because: ({ value, answer }) => `According to the nbf claim, the token is valid from ${dateTime(value)}: this computer's clock is behind.`
      + (answer === 'unknown' ? ' The API uses its own clock.' : ''),
    steps: facts => ['Set this computer\'s clock to network time.', ...(facts.answer === 'unknown' ? testWithApi(facts) : [getAnother(facts)])],
  },
  'unsigned': {
    because: signatureReason,
    steps: facts => [getAnother(facts)],
  },
  'malformed': {
    because: ({ claim, value }) => claim === 'alg'
      ? 'The token\'s header cannot be read or does not name an algorithm. Its claims can be read.'
      : `The token has ${value} parts; a signed token has three. Its claims can be read.`,
    steps: testWithApi,
  },
  'encrypted': {
    because: () => 'The token is encrypted, so only the API can read its claims.',
    steps: testWithApi,
  },
  'unreadable': {
    because: () => 'The token cannot be decoded, so its claims are unknown.',
    steps: testWithApi,
  },
}

const titles: Readonly<Record<VerdictAnswer, string>> = {
  yes: 'Can list incidents',
  no: 'Cannot list incidents',
  unknown: 'Unknown whether this token can list incidents',
}

/** Returns the verdict in a few words. */
export function verdictTitle(access: Pick<Access, 'verdict' | 'test'>): string {
  return titles[answerOf(access).answer]
}

/** Returns the reason, which is the deciding claim with its value or the API's answer, and the steps that fix it. */
export function verdictText({ verdict, obtainedAt, test, ...inspected }: Inspected): { because: string, steps: readonly string[], help: VerdictText['help'] } {
  const { reason, claim, value } = verdict
  const { because, steps, help } = texts[reason]
  const { api, audience, tokenApi, clockOffsetSeconds } = inspected
  const facts = { answer: verdict.answer, claim, value, api, audience, tokenApi, clockOffsetSeconds, pasted: obtainedAt === null }
  const { answer, byTest } = answerOf({ verdict, test })
  if (!byTest) return { because: because(facts), steps: steps(facts), help }
  const tested = `The API ${answer === 'yes' ? 'accepted' : 'refused'} this token at ${clockTime(test?.testedAt ?? '')}${answer === 'yes' ? '' : '; the test call below says why'}.`
  return { because: `${tested} ${because(facts)}`, steps: [], help: undefined }
}
