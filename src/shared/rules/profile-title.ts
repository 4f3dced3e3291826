/** @file What a profile is called on screen, in dialogs and in files. */
import type { ProfileEntry } from '../contract/model'
import { isGuid, trimmedId } from '../values/ids'

/** Returns the title of a profile without a name: its tenant, unless that is a GUID, which says nothing to a reader. */
export function tenantTitle(tenantId: string): string {
  return isGuid(tenantId) ? 'Unnamed profile' : tenantId
}

/** Returns the name of a profile, or its tenant if it has none. */
export function profileTitle({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>): string {
  return name || tenantTitle(tenantId) || 'New profile'
}

/** Returns the names of profiles by their IDs. Unnamed profiles are distinguished by the first group of their GUID. */
export function profileTitles(profiles: readonly Pick<ProfileEntry, 'id' | 'name' | 'tenantId'>[]): ReadonlyMap<string, string> {
  const isUnnamed = ({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>) => name === '' && isGuid(tenantId)
  const areSeveral = profiles.filter(isUnnamed).length > 1
  return new Map(profiles.map(each => [each.id, areSeveral && isUnnamed(each) ? `${profileTitle(each)} (${each.tenantId.slice(0, 8)})` : profileTitle(each)]))
}

/** Returns a name for a profile of a tenant that is identified by a domain: `Contoso` for contoso.onmicrosoft.com; '' for a GUID and for half a domain. */
export function suggestedName(tenantId: string): string {
  const text = trimmedId(tenantId)
  const [label = '', ...rest] = text.split('.')
  return rest.length > 0 && /^[a-z\d-]+$/i.test(label) && (rest.at(-1) ?? '').length > 1 ? label.charAt(0).toUpperCase() + label.slice(1) : ''
}
