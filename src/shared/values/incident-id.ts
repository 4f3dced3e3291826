/** @file The valid IDs of incidents. The APIs document digits only, but an incident with any other ID can be listed and opened as well. */

/** Longer texts are not IDs. */
const maxLength = 200

/** Matches a dot segment, which would change the path, or half of a surrogate pair, which cannot be encoded. */
const changesPath = /(?:^|[\\/])\.{1,2}(?:$|[\\/])|\p{Cs}/u

/**
 * Returns whether a text can be the ID of an incident: it is not blank and, percent-encoded, stays one segment of a URL's path. SECURITY: IDs come
 * from outside and are used in titles, links and requests.
 */
export const isIncidentId = (text: string): boolean => text.trim() !== '' && text.length <= maxLength && !changesPath.test(text)
