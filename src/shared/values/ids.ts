/** @file Tenant and client ids: their forms, and the one rule for when two of them are the same. */

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const domain = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i
/** Copied from a page, a mail, a script or a .NET program: spaces, also invisible ones, quotation marks and braces. */
const around = '[\\s\\u200B-\\u200F\\u2060\\uFEFF"\'“”„«»‘’`{}]+'
const wrapping = new RegExp(`^${around}|${around}$`, 'g')

/** Whether the text is a GUID without braces. */
export const isGuid = (text: string): boolean => guid.test(text)

/** Whether the text can name a tenant: its GUID or one of its domain names. */
export const isTenantId = (text: string): boolean => guid.test(text) || domain.test(text)

/** Returns an id as the user means it, without the spaces, quotation marks and braces around it. */
export const trimmedId = (text: string): string => text.replace(wrapping, '')

/** Returns the form in which equal ids are equal texts: GUIDs and domain names ignore case. */
export const idKey = (text: string): string => trimmedId(text).toLowerCase()

/** Whether two ids name the same tenant or the same app. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b)

interface App { readonly tenantId: string, readonly clientId: string }

/** Whether both are the same app in the same tenant. */
export const sameApp = (a: App, b: App): boolean => sameId(a.tenantId, b.tenantId) && sameId(a.clientId, b.clientId)
