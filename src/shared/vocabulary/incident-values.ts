/**
 * @file The values of an incident's fields as data: order, labels and both APIs' spellings. Microsoft Graph uses camel case, and its documentation mixes both
 * spellings, so comparisons ignore case. Sources: learn.microsoft.com/en-us/defender-xdr/api-incident, …/api-update-incidents and
 * learn.microsoft.com/en-us/graph/api/resources/security-incident.
 */
import type { KnownValue } from './known-values'
import { createCanonical, valuesOf } from './known-values'

/** From the most to the least severe. */
export const severities = [
  { value: 'High', graph: 'high', label: 'High', rank: 4 },
  { value: 'Medium', graph: 'medium', label: 'Medium', rank: 3 },
  { value: 'Low', graph: 'low', label: 'Low', rank: 2 },
  { value: 'Informational', graph: 'informational', label: 'Informational', rank: 1 },
  { value: 'UnSpecified', graph: 'unknown', label: 'Unspecified', rank: 0 },
] as const satisfies readonly (KnownValue & { readonly rank: number })[]

/** The statuses of incidents that both APIs document, in the order in which an incident passes through them. */
export const statuses = [
  { value: 'Active', graph: 'active', label: 'Active' },
  { value: 'InProgress', graph: 'inProgress', label: 'In progress' },
  { value: 'Resolved', graph: 'resolved', label: 'Resolved' },
  { value: 'Redirected', graph: 'redirected', label: 'Merged' },
] as const satisfies readonly KnownValue[]

/** `New` is a status of alerts. Graph sends `awaitingAction` only if the request has the Prefer header. */
export const rareStatuses = [
  { value: 'New', graph: 'new', label: 'New' },
  { value: 'AwaitingAction', graph: 'awaitingAction', label: 'Awaiting action' },
] as const satisfies readonly KnownValue[]

/** The service's verdicts on an entity, from the worst to the best. */
export const verdicts = [
  { value: 'Malicious', graph: 'malicious', label: 'Malicious' },
  { value: 'Suspicious', graph: 'suspicious', label: 'Suspicious' },
  { value: 'Unknown', graph: 'unknown', label: 'Unknown' },
  { value: 'NoThreatsFound', graph: 'noThreatsFound', label: 'No threats found' },
] as const satisfies readonly KnownValue[]

export const classifications = [
  { value: 'TruePositive', graph: 'truePositive', label: 'True positive' },
  {
    value: 'InformationalExpectedActivity', graph: 'informationalExpectedActivity', label: 'Informational, expected activity', also: ['Informational, expected activity'],
  },
  { value: 'FalsePositive', graph: 'falsePositive', label: 'False positive' },
  { value: 'Unknown', graph: 'unknown', label: 'Not set' },
] as const satisfies readonly KnownValue[]

/** The Defender XDR API documents three values in one spelling for reading and in another for writing: `value` is the latter. */
export const determinations = [
  { value: 'MultiStagedAttack', graph: 'multiStagedAttack', label: 'Multistage attack' },
  { value: 'MaliciousUserActivity', graph: 'maliciousUserActivity', label: 'Malicious user activity' },
  { value: 'CompromisedAccount', graph: 'compromisedUser', label: 'Compromised account' },
  { value: 'Malware', graph: 'malware', label: 'Malware' },
  { value: 'Phishing', graph: 'phishing', label: 'Phishing' },
  { value: 'UnwantedSoftware', graph: 'unwantedSoftware', label: 'Unwanted software' },
  { value: 'SecurityTesting', graph: 'securityTesting', label: 'Security testing' },
  { value: 'LineOfBusinessApplication', graph: 'lineOfBusinessApplication', label: 'Line-of-business application' },
  { value: 'ConfirmedActivity', graph: 'confirmedActivity', label: 'Confirmed activity', also: ['ConfirmedUserActivity'] },
  { value: 'Clean', graph: 'clean', label: 'Clean', also: ['notMalicious'] },
  { value: 'NoEnoughDataToValidate', graph: 'insufficientData', label: 'Not enough data to validate', also: ['notEnoughDataToValidate'] },
  { value: 'Other', graph: 'other', label: 'Other' },
  { value: 'Apt', graph: 'apt', label: 'APT' },
  { value: 'SecurityPersonnel', graph: 'securityPersonnel', label: 'Security personnel' },
  { value: 'NotAvailable', graph: 'unknown', label: 'Not set' },
] as const satisfies readonly KnownValue[]

/** Each of these functions converts a value from either API to the Defender XDR API's spelling. */
export const canonicalSeverity = createCanonical(severities)
export const canonicalStatus = createCanonical([...statuses, ...rareStatuses])
export const canonicalVerdict = createCanonical(verdicts)
export const canonicalClassification = createCanonical(classifications)
export const canonicalDetermination = createCanonical(determinations)

const labels: ReadonlyMap<string, string> = new Map([...severities, ...statuses, ...rareStatuses, ...verdicts].map(({ value, label }) => [value, label]))

/** Returns the label of a severity, status or verdict in the app's spelling; undefined for an unknown value. */
export const labelOf = (value: string): string | undefined => labels.get(value)

const severityRanks: ReadonlyMap<string, number> = new Map<string, number>([['', 0], ...severities.map(({ value, rank }) => [value, rank] as const)])

/** The rank of an undocumented severity: above `High`, so that the user does not overlook it. */
export const unknownSeverityRank = severities.length

/**
 * Returns the rank of a severity from either API, in any spelling: 0 for `UnSpecified` or a blank string, one more for each higher severity, and
 * `unknownSeverityRank` for an unknown value.
 */
export function severityRank(text: string): number {
  return severityRanks.get(canonicalSeverity(text)) ?? unknownSeverityRank
}

const statusOrder = valuesOf<string>(statuses)
const verdictOrder = valuesOf<string>(verdicts)

/** Returns the position of a status in the order of `statuses`: -1 for an unknown value, so that it sorts first; null for ''. */
export const statusRank = (status: string): number | null => status === '' ? null : statusOrder.indexOf(status)

/** Returns the position of a verdict in the order of `verdicts`: -1 for an unknown value, so that it sorts first. */
export const verdictRank = (verdict: string): number => verdictOrder.indexOf(verdict)

/** Returns the rank of the first of an entity's verdicts, which is its worst; without a verdict, the rank after all others. */
export function worstVerdictRank({ verdicts: [worst] }: { readonly verdicts: readonly string[] }): number {
  return worst === undefined ? verdictOrder.length : verdictRank(worst)
}
