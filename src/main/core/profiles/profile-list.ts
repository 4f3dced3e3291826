/** @file The stored profiles as plain data, and what can be done with the list. Pure; the file is the adapter's. */
import type { ProfileEntry, Target } from '../../../shared/contract/model'
import type { StoredProfile } from '../credentials/stored-profile'
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { isGuid, isTenantId, sameApp, trimmedId } from '../../../shared/values/ids'
import { apis, clouds } from '../../../shared/vocabulary/clouds'
import { valuesOf } from '../../../shared/vocabulary/known-values'
import { AppError } from '../base/errors'
import { decodeText } from '../base/decode-text'

export interface StoredEntry extends StoredProfile {
  readonly id: string
  /** '' where nobody gave one: it is called by its tenant then. */
  readonly name: string
}

/** An entry that this version cannot use: it is damaged, or a newer version wrote it. */
export interface UnusableEntry {
  readonly id: string
  /** What it can be called. */
  readonly name: string
  /** The member that cannot be read; '' if the whole entry is none. */
  readonly field: string
}

/** What the settings file holds of profiles. */
export interface StoredProfiles {
  readonly profiles: readonly StoredEntry[]
  /** They stay in the file until they are removed from here. */
  readonly unusable: readonly UnusableEntry[]
  /** The one in use. */
  readonly current: string | null
}

export interface ProfilesFile {
  /** Throws `settings-damaged` or `settings-unreadable`; deletes nothing. */
  readonly read: () => StoredProfiles
  /**
   * Changes what is stored, one change after another. Throws `settings-unwritable`. Members that this version does not know stay. Before
   * something that cannot be read is replaced, a copy of the file is made; in a damaged file the change is made to an empty list. A list
   * without any entry leaves no file, unless it holds members of somebody else.
   */
  readonly update: (change: (stored: StoredProfiles) => StoredProfiles) => Promise<void>
}

export const noProfiles: StoredProfiles = { profiles: [], unusable: [], current: null }

/** Puts the profile's facts in its place, or at the end where it is new. */
export function putProfile(stored: StoredProfiles, id: string, name: string, profile: StoredProfile): StoredProfiles {
  const known = stored.profiles.find(each => each.id === id)
  const broken = stored.unusable.find(each => each.id === id)
  const entry: StoredEntry = { ...profile, id, name: known?.name ?? broken?.name ?? name }
  return {
    current: known || broken ? stored.current : id,
    profiles: known ? stored.profiles.map(each => each.id === id ? entry : each) : [...stored.profiles, entry],
    unusable: stored.unusable.filter(each => each.id !== id),
  }
}

/** Without the profile; the one before it, or else the first, is the one in use then. */
export function removeProfile(stored: StoredProfiles, id: string): StoredProfiles {
  const at = stored.profiles.findIndex(each => each.id === id)
  const profiles = stored.profiles.filter(each => each.id !== id)
  const unusable = stored.unusable.filter(each => each.id !== id)
  if (stored.current !== id) return { ...stored, profiles, unusable }
  return { profiles, unusable, current: (profiles[at - 1] ?? profiles[0] ?? unusable[0])?.id ?? null }
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
  // A newer version's file is read as far as it is understood.
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  profiles: v.pipe(v.array(v.unknown()), v.maxLength(mostProfiles)),
})
const exportedEntrySchema = v.object({
  name: v.pipe(v.string(), v.maxLength(100)),
  tenantId: v.pipe(v.string(), v.transform(trimmedId), v.check(isTenantId)),
  clientId: v.pipe(v.string(), v.transform(trimmedId), v.check(isGuid)),
  api: v.picklist(valuesOf(apis)),
  cloud: v.picklist(valuesOf(clouds)),
})

/** The file of these profiles, for another computer or a colleague. Never holds a secret, sealed or not. */
export function exportProfiles(profiles: readonly StoredEntry[]): Buffer {
  const exported = profiles.map(({ name, tenantId, clientId, api, cloud }) => ({ name, tenantId, clientId, api, cloud }))
  return Buffer.from(`${JSON.stringify({ format, version: 1, profiles: exported }, null, 2)}\n`)
}

/** Whether both are the same app asking the same API in the same place. */
export const sameTarget = (a: Target, b: Target): boolean =>
  sameApp(a, b) && a.api === b.api && a.cloud === b.cloud

type ExportedEntry = v.InferOutput<typeof exportedEntrySchema>

/** The profiles of a file. */
export interface ExportedProfiles {
  readonly entries: readonly ExportedEntry[]
  /** How many entries cannot be read. */
  readonly skipped: number
}

/** Reads a file of exported profiles. Throws AppError `profiles-unreadable` if it is none. */
export function readExportedProfiles(file: Uint8Array): ExportedProfiles {
  try {
    const { profiles } = v.parse(exportedSchema, JSON.parse(decodeText(file)))
    const entries = profiles.map(each => v.safeParse(exportedEntrySchema, each)).filter(each => each.success).map(({ output }) => output)
    return { entries, skipped: profiles.length - entries.length }
  } catch {
    throw new AppError('profiles-unreadable')
  }
}

/**
 * Adds the profiles of a file; one that is there already (same tenant, application, API and cloud) stays as it is.
 * @param newId makes the id of each. @param savedAt ISO.
 */
export function addProfiles(stored: StoredProfiles, entries: readonly ExportedEntry[], newId: () => string, savedAt: string): StoredProfiles {
  const profiles = [...stored.profiles]
  for (const each of entries) {
    if (!profiles.some(known => sameTarget(known, each))) profiles.push({ ...each, id: newId(), savedAt, certificate: null, secretExpiry: null, sealed: null })
  }
  return { ...stored, profiles, current: stored.current ?? profiles[0]?.id ?? null }
}
