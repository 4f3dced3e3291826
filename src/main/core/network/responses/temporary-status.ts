/** Statuses below 500 of a temporary failure: the request was too slow (408), was sent too early in a TLS session (425), or was one too many (429). */
const temporary: ReadonlySet<number> = new Set([408, 425, 429])

/**
 * Returns whether an HTTP status reports a temporary failure, which says nothing about the credentials: the same request may succeed later. 511 is not
 * temporary: a captive portal sends it until the user signs in to the network.
 */
export const isTemporaryStatus = (status: number): boolean => temporary.has(status) || (status >= 500 && status !== 511)
