/** @file What a profile is called on screen, in dialogs and in files. */
import type { ProfileEntry } from '../contract/model'
import { isGuid, trimmedId } from '../values/ids'

/** Returns a tenant for the screen. A GUID is cut to its first group, because nobody reads more of it. */
export function tenantTitle(tenantId: string): string {
  return isGuid(tenantId) ? `Tenant ${tenantId.slice(0, 8)}` : tenantId
}

/** Returns the name of a profile, or its tenant if it has none. */
export function profileTitle({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>): string {
  return name || tenantTitle(tenantId) || 'New profile'
}

/** Returns a name for a profile of a tenant that is identified by a domain: `Contoso` for contoso.onmicrosoft.com; '' for a GUID and for half a domain. */
export function suggestedName(tenantId: string): string {
  const text = trimmedId(tenantId)
  const [label = '', ...rest] = text.split('.')
  return rest.length > 0 && /^[a-z\d-]+$/i.test(label) && (rest.at(-1) ?? '').length > 1 ? label.charAt(0).toUpperCase() + label.slice(1) : ''
}
