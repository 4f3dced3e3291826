/**
 * @file The severities, statuses and verdicts of both APIs: their order and one spelling, that of the Defender XDR API. Microsoft Graph writes
 * the same values in camel case, and its documentation's examples mix both, so case does not count.
 */
import { fold } from '../values/fold'

/** The most severe first. */
export const severities = ['High', 'Medium', 'Low', 'Informational', 'UnSpecified'] as const

/** The statuses of incidents that both APIs document. */
export const incidentStatuses = ['Active', 'InProgress', 'Resolved', 'Redirected'] as const

/** `New` is a status of alerts; Graph sends `awaitingAction` with the Prefer header only. */
const otherStatuses = ['New', 'AwaitingAction'] as const

/** What the service thinks of an entity, the worst first. */
export const verdicts = ['Malicious', 'Suspicious', 'Unknown', 'NoThreatsFound'] as const

/** No value that anybody knows is longer. Longer ones are compared as they are. */
const mostLength = 100

/** Returns a function that writes a known value in its one spelling. An unknown one keeps its own, without white space around it; a blank one is ''. */
function spelling(known: readonly (readonly [alike: string, value: string])[]): (text: string) => string {
  const byText = new Map(known.map(([alike, value]) => [fold(alike), value]))
  // Most texts are spelled as one of the APIs does: no need to fold them.
  for (const [alike, value] of known) {
    byText.set(value, value)
    byText.set(alike, value)
  }
  return (text) => {
    const exact = byText.get(text)
    if (exact !== undefined) return exact
    const word = text.trim()
    if (word.length > mostLength) return word
    const key = fold(word)
    return key === '' ? '' : byText.get(key) ?? word
  }
}

const themselves = (values: readonly string[]) => values.map(each => [each, each] as const)

/** Returns the Defender XDR API's spelling of a severity. Graph's `unknown` is its `UnSpecified`. */
export const canonicalSeverity = spelling([...themselves(severities), ['unknown', 'UnSpecified'], ['high', 'High'], ['medium', 'Medium'], ['low', 'Low'], ['informational', 'Informational']])

/** Returns the Defender XDR API's spelling of a status. */
export const canonicalStatus = spelling([...themselves([...incidentStatuses, ...otherStatuses]), ['active', 'Active'], ['inProgress', 'InProgress'], ['resolved', 'Resolved'], ['redirected', 'Redirected']])

/** Returns the Defender XDR API's spelling of a verdict. */
export const canonicalVerdict = spelling(themselves(verdicts))

/** Returns whether two texts are one value of a vocabulary, also where nobody knows it. */
export const isSameValue = (a: string, b: string): boolean => a === b || valueKey(a) === valueKey(b)

const keys = new Map<string, string>()
const mostKeys = 1000

/** Returns the form in which equal values are equal texts. A list has few of them, each in thousands of rows. */
export function valueKey(value: string): string {
  if (value.length > mostLength) return value.trim()
  const known = keys.get(value)
  if (known !== undefined) return known
  const key = fold(value)
  if (keys.size >= mostKeys) keys.clear()
  keys.set(value, key)
  return key
}

const ranks: ReadonlyMap<string, number> = new Map([['', 0], ...severities.map((each, index) => [each, severities.length - 1 - index] as const)])

/**
 * Returns the rank of a severity of either API, in any spelling: 0 for `UnSpecified` and for none, then one more for each that is more severe. An
 * unknown word ranks above `High`, so that nobody overlooks it.
 */
export function severityRank(text: string): number {
  return ranks.get(canonicalSeverity(text)) ?? severities.length
}
