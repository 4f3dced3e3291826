/**
 * @file The severities and statuses of both APIs: their order and one spelling, that of the Defender XDR API. Microsoft Graph writes
 * the same values in camel case, and its documentation's examples mix both, so case does not count.
 */

/** The gravest first. */
export const severities = ['High', 'Medium', 'Low', 'Informational', 'UnSpecified'] as const

/** The statuses of incidents that both APIs document. */
export const incidentStatuses = ['Active', 'InProgress', 'Resolved', 'Redirected'] as const

/** `New` is a status of alerts; Graph sends `awaitingAction` with the Prefer header only. */
const otherStatuses = ['New', 'AwaitingAction'] as const

const byLowerCase = (spellings: readonly string[]): ReadonlyMap<string, string> => new Map(spellings.map(each => [each.toLowerCase(), each]))

/** Graph's `unknown` is what the Defender XDR API calls `UnSpecified`. */
const severitySpellings: ReadonlyMap<string, string> = new Map([...byLowerCase(severities), ['unknown', 'UnSpecified']])
const statusSpellings = byLowerCase([...incidentStatuses, ...otherStatuses])

/** The Defender XDR API's spelling of a severity. An unknown word keeps its own, without white space around it; a blank one is ''. */
export function canonicalSeverity(text: string): string {
  const word = text.trim()
  return severitySpellings.get(word.toLowerCase()) ?? word
}

/** The Defender XDR API's spelling of a status. An unknown word keeps its own, without white space around it; a blank one is ''. */
export function canonicalStatus(text: string): string {
  const word = text.trim()
  return statusSpellings.get(word.toLowerCase()) ?? word
}

const ranks: ReadonlyMap<string, number> = new Map([['', 0], ...severities.map((each, index) => [each, severities.length - 1 - index] as const)])

/**
 * The rank of a severity of either API, in any spelling: 0 for `UnSpecified` and for none, then one more for each that is graver. An
 * unknown word ranks above `High`, so that nobody overlooks it.
 */
export function severityRank(text: string): number {
  return ranks.get(canonicalSeverity(text)) ?? severities.length
}
