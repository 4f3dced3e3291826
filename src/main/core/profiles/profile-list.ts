/** @file The stored profiles as plain data, and the operations on the list. Pure: an adapter reads and writes the file. */
import type { Target } from '../../../shared/contract/model'
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
  /** The name that the user gave; if it is '', the app shows the tenant. */
  readonly name: string
}

/** An entry that this version of the app cannot use, because it is damaged or was written by a newer version. */
export interface UnusableEntry {
  readonly id: string
  /** The name to show. */
  readonly name: string
  /** The member that cannot be read; '' if the entry is not an object. */
  readonly field: string
}

/** The profiles in the settings file. */
export interface StoredProfiles {
  readonly profiles: readonly StoredEntry[]
  /** An unusable entry stays in the file until it is removed from this list. */
  readonly unusable: readonly UnusableEntry[]
  /** The ID of the current profile. */
  readonly current: string | null
}

export interface ProfilesFile {
  /** Throws AppError `settings-damaged` or `settings-unreadable`. Deletes nothing. */
  readonly read: () => StoredProfiles
  /**
   * Changes the stored profiles, one change after another. Throws AppError `settings-unwritable`. Members that this version does not know
   * stay. Copies the file before it replaces something that cannot be read; in a damaged file, the change starts from an empty list. If no
   * entry is left, the file is deleted, unless it contains unknown members.
   */
  readonly update: (change: (stored: StoredProfiles) => StoredProfiles) => Promise<void>
}

export const noProfiles: StoredProfiles = { profiles: [], unusable: [], current: null }

/** Returns the list with `profile` in place of the one with this ID, or at the end if it is new. A new profile becomes the current one and gets `name`. */
export function putProfile(stored: StoredProfiles, id: string, name: string, profile: StoredProfile): StoredProfiles {
  const known = stored.profiles.find(each => each.id === id)
  const unusable = stored.unusable.find(each => each.id === id)
  const entry: StoredEntry = { ...profile, id, name: known?.name ?? unusable?.name ?? name }
  return {
    current: known || unusable ? stored.current : id,
    profiles: known ? stored.profiles.map(each => each.id === id ? entry : each) : [...stored.profiles, entry],
    unusable: stored.unusable.filter(each => each.id !== id),
  }
}

/** Returns the list without the profile with this ID. If it was the current one, the profile before it becomes current, or else the first. */
export function removeProfile(stored: StoredProfiles, id: string): StoredProfiles {
  const at = stored.profiles.findIndex(each => each.id === id)
  const profiles = stored.profiles.filter(each => each.id !== id)
  const unusable = stored.unusable.filter(each => each.id !== id)
  if (stored.current !== id) return { ...stored, profiles, unusable }
  return { profiles, unusable, current: (profiles[at - 1] ?? profiles[0] ?? unusable[0])?.id ?? null }
}

const format = 'xdr-desk-profiles'
const maxProfiles = 500

/** A file of exported profiles: no secret, no key and no certificate, which the user chooses again with its key. */
const exportedSchema = v.object({
  format: v.literal(format),
  // A file from a newer version is read as far as possible.
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  profiles: v.pipe(v.array(v.unknown()), v.maxLength(maxProfiles)),
})
const exportedEntrySchema = v.object({
  name: v.pipe(v.string(), v.maxLength(100)),
  tenantId: v.pipe(v.string(), v.transform(trimmedId), v.check(isTenantId)),
  clientId: v.pipe(v.string(), v.transform(trimmedId), v.check(isGuid)),
  api: v.picklist(valuesOf(apis)),
  cloud: v.picklist(valuesOf(clouds)),
})

/** Returns a file with these profiles, for another computer or a colleague. SECURITY: never contains a secret, sealed or not. */
export function exportProfiles(profiles: readonly StoredEntry[]): Buffer {
  const exported = profiles.map(({ name, tenantId, clientId, api, cloud }) => ({ name, tenantId, clientId, api, cloud }))
  return Buffer.from(`${JSON.stringify({ format, version: 1, profiles: exported }, null, 2)}\n`)
}

/** Returns whether both are the same app, API and cloud. */
export const sameTarget = (a: Target, b: Target): boolean =>
  sameApp(a, b) && a.api === b.api && a.cloud === b.cloud

type ExportedEntry = v.InferOutput<typeof exportedEntrySchema>

/** The profiles in a file of exported profiles. */
export interface ExportedProfiles {
  readonly entries: readonly ExportedEntry[]
  /** The number of entries that cannot be read. */
  readonly skipped: number
}

/** Reads a file of exported profiles. Throws AppError `profiles-unreadable` for any other file. */
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
 * Returns the profiles with those of a file added. An existing profile (same tenant, app, API and cloud) stays unchanged.
 * @param newId returns an ID for each new profile. @param savedAt ISO.
 */
export function addProfiles(stored: StoredProfiles, entries: readonly ExportedEntry[], newId: () => string, savedAt: string): StoredProfiles {
  const profiles = [...stored.profiles]
  for (const each of entries) {
    if (!profiles.some(known => sameTarget(known, each))) profiles.push({ ...each, id: newId(), savedAt, certificate: null, secretExpiry: null, sealed: null })
  }
  return { ...stored, profiles, current: stored.current ?? profiles[0]?.id ?? null }
}
