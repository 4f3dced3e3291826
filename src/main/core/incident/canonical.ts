/**
 * @file One spelling for the values that both APIs have: the Defender XDR API's. Microsoft Graph writes the same values in camel
 * case (and its documentation's examples mix), so capitals do not count. What nobody knows stays as it came.
 */

/** Graph's `unknown` is what the Defender XDR API calls `UnSpecified`. */
const severities: ReadonlyMap<string, string> = new Map([
  ['unknown', 'UnSpecified'], ['unspecified', 'UnSpecified'], ['informational', 'Informational'], ['low', 'Low'], ['medium', 'Medium'], ['high', 'High'],
])

/** Of incidents and of alerts (`new`). `awaitingAction` is behind `unknownFutureValue`: it comes with the Prefer header only. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['new', 'New'], ['active', 'Active'], ['inprogress', 'InProgress'], ['resolved', 'Resolved'], ['redirected', 'Redirected'], ['awaitingaction', 'AwaitingAction'],
])

export function canonicalSeverity(value: string): string {
  return severities.get(value.toLowerCase()) ?? value
}

export function canonicalStatus(value: string): string {
  return statuses.get(value.toLowerCase()) ?? value
}
