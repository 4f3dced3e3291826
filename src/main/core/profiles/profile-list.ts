/** @file The stored profiles as plain data, and what can be done with the list. Pure; the file is the adapter's. */
import type { ProfileEntry, Target } from '../../../shared/model'
import type { StoredProfile } from '../credentials/vault'
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { isGuid, isTenantId, sameApp } from '../../../shared/ids'
import { AppError } from '../errors'

export interface StoredEntry extends StoredProfile {
  readonly id: string
  /** '' where nobody gave one: it is called by its tenant then. */
  readonly name: string
}

/** What the settings file holds of profiles. */
export interface StoredProfiles {
  readonly profiles: readonly StoredEntry[]
  /** The one in use. */
  readonly current: string | null
}

export interface ProfilesFile {
  /** Throws `settings-damaged` or `settings-unreadable`; deletes nothing. */
  readonly read: () => StoredProfiles
  /**
   * Changes what is stored. Throws `settings-unwritable`. A file that is damaged is kept under another name, and the change is made
   * to an empty list. A list without profiles leaves no file.
   */
  readonly update: (change: (stored: StoredProfiles) => StoredProfiles) => Promise<void>
}

export const noProfiles: StoredProfiles = { profiles: [], current: null }

/** Puts the profile's facts in its place, or at the end where it is new. */
export function putProfile(stored: StoredProfiles, id: string, name: string, profile: StoredProfile): StoredProfiles {
  const known = stored.profiles.find(each => each.id === id)
  const entry: StoredEntry = { ...profile, id, name: known?.name ?? name }
  return { current: known ? stored.current : id, profiles: known ? stored.profiles.map(each => each.id === id ? entry : each) : [...stored.profiles, entry] }
}

/** Without the profile; the one before it, or else the first, is the one in use then. */
export function removeProfile(stored: StoredProfiles, id: string): StoredProfiles {
  const at = stored.profiles.findIndex(each => each.id === id)
  const profiles = stored.profiles.filter(each => each.id !== id)
  if (stored.current !== id) return { ...stored, profiles }
  return { profiles, current: (profiles[at - 1] ?? profiles[0])?.id ?? null }
}

/** What an entry is called: its name, or else its tenant. */
export function titleOf({ name, tenantId }: Pick<ProfileEntry, 'name' | 'tenantId'>): string {
  return name || tenantId || 'New profile'
}

const format = 'xdr-desk-profiles'
const mostProfiles = 500

/** What a file of exported profiles holds: no secret, no key, and nothing of a certificate, which is chosen anew with its key. */
const exportedSchema = v.object({
  format: v.literal(format),
  version: v.literal(1),
  profiles: v.pipe(v.array(v.object({
    name: v.pipe(v.string(), v.maxLength(100)),
    tenantId: v.pipe(v.string(), v.check(isTenantId)),
    clientId: v.pipe(v.string(), v.check(isGuid)),
    api: v.picklist(['defender-xdr', 'microsoft-graph']),
    cloud: v.picklist(['worldwide', 'us', 'eu', 'uk', 'gcc', 'gcc-high', 'dod']),
  })), v.maxLength(mostProfiles)),
})

/** The file of these profiles, for another computer or a colleague. Never holds a secret, sealed or not. */
export function exportProfiles(profiles: readonly StoredEntry[]): Buffer {
  const exported = profiles.map(({ name, tenantId, clientId, api, cloud }) => ({ name, tenantId, clientId, api, cloud }))
  return Buffer.from(`${JSON.stringify({ format, version: 1, profiles: exported }, null, 2)}\n`)
}

/** Whether both are the same app asking the same API in the same place. */
export const sameTarget = (a: Target, b: Target): boolean =>
  sameApp(a, b) && a.api === b.api && a.cloud === b.cloud

/**
 * Adds the profiles of a file; one that is there already (same tenant, application, API and cloud) stays as it is. Throws
 * `profiles-unreadable`. @param newId makes the id of each. @param savedAt ISO.
 */
export function importProfiles(stored: StoredProfiles, file: Buffer, newId: () => string, savedAt: string): StoredProfiles {
  let read: v.InferOutput<typeof exportedSchema>
  try {
    read = v.parse(exportedSchema, JSON.parse(file.toString('utf8')))
  } catch {
    throw new AppError('profiles-unreadable')
  }
  const profiles = [...stored.profiles]
  for (const each of read.profiles) {
    if (!profiles.some(known => sameTarget(known, each))) profiles.push({ ...each, id: newId(), savedAt, certificate: null, secretExpiry: null, sealed: null })
  }
  return { profiles, current: stored.current ?? profiles[0]?.id ?? null }
}
