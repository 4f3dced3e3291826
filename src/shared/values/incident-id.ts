/** @file What counts as the id of an incident. The APIs document digits; any other id lists and opens its incident as well. */

/** An id that is longer is none. */
const mostLength = 200

/** A part of a path that leads elsewhere, or half of a character. */
const leadsElsewhere = /(?:^|[\\/])\.{1,2}(?:$|[\\/])|\p{Cs}/u

/**
 * Returns whether a text may be the id of an incident: one that shows something and, percent-encoded, keeps its place in an address. SECURITY: ids
 * come from outside and reach titles, links and requests.
 */
export const isIncidentId = (text: string): boolean => text.trim() !== '' && text.length <= mostLength && !leadsElsewhere.test(text)
