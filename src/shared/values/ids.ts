/** @file Tenant and client IDs: their forms, and the rule for their equality. */

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const domain = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i
/** Characters that users copy along with an ID: spaces (also invisible ones), quotation marks, and the braces that .NET writes. */
const around = '[\\s\\u200B-\\u200F\\u2060\\uFEFF"\'“”„«»‘’`{}]+'
const wrapping = new RegExp(`^${around}|${around}$`, 'g')

/** Returns whether the text is a GUID without braces. */
export const isGuid = (text: string): boolean => guid.test(text)

/** Returns whether the text can identify a tenant: as a GUID or as a domain name. */
export const isTenantId = (text: string): boolean => guid.test(text) || domain.test(text)

/** Returns an ID without surrounding spaces, quotation marks and braces. */
export const trimmedId = (text: string): string => text.replace(wrapping, '')

/** Returns a form of the ID that is the same text for equal IDs. GUIDs and domain names ignore case. */
export const idKey = (text: string): string => trimmedId(text).toLowerCase()

/** Returns whether two IDs identify the same tenant or the same app. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b)

interface App { readonly tenantId: string, readonly clientId: string }

/** Returns whether both are the same app in the same tenant. */
export const sameApp = (a: App, b: App): boolean => sameId(a.tenantId, b.tenantId) && sameId(a.clientId, b.clientId)
