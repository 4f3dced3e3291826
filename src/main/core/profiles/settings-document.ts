/**
 * @file The settings file as a JSON document: reads the members that this version knows, and changes them without touching any other. Each
 * profile is read separately, so that an unusable one does not affect the others. Pure.
 */
import type { AutoRefresh } from '../../../shared/contract/app'
import type { StateDocument } from '../files/state-document'
import type { StoredEntry, StoredProfiles, UnusableEntry } from './profile-list'
import * as v from 'valibot'
import { notificationLevels, refreshIntervals } from '../../../shared/vocabulary/auto-refresh'
import { apis, clouds, defaultApi, defaultCloud } from '../../../shared/vocabulary/clouds'
import { valuesOf } from '../../../shared/vocabulary/known-values'
import { AppError } from '../base/errors'
import { isDocument, withVersion } from '../files/state-document'

export const noAutoRefresh: AutoRefresh = { minutes: 0, notifyFrom: 'none' }

/** The version to write. The number of a newer version stays. */
const settingsVersion = 1
/** The members that this version uses. All others belong to a newer version or another program. */
const ownMembers: ReadonlySet<string> = new Set(['version', 'profiles', 'current', 'profile', 'autoRefresh'])
const maxNameLength = 100

const certificateSchema = v.object({
  subject: v.string(),
  thumbprintSha256: v.pipe(v.string(), v.regex(/^[\dA-F]{64}$/)),
  thumbprintSha1: v.pipe(v.string(), v.regex(/^[\dA-F]{40}$/)),
  notBefore: v.pipe(v.string(), v.isoTimestamp()),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
})
const secretExpirySchema = v.object({ date: v.pipe(v.string(), v.isoDate()), source: v.picklist(['noted', 'entra']) })

/** Members that are not essential have a fallback, so that they do not make an entry unusable. */
const entrySchema = v.object({
  name: v.fallback(v.pipe(v.optional(v.string(), ''), v.transform(name => name.slice(0, maxNameLength))), ''),
  tenantId: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  savedAt: v.fallback(v.pipe(v.string(), v.isoTimestamp()), new Date(0).toISOString()),
  // Files of the first versions lack `api`, `cloud` and `certificate`.
  api: v.optional(v.picklist(valuesOf(apis)), defaultApi),
  cloud: v.optional(v.picklist(valuesOf(clouds)), defaultCloud),
  certificate: v.optional(v.nullable(certificateSchema), null),
  secretExpiry: v.fallback(v.optional(v.nullable(secretExpirySchema), null), null),
  sealed: v.optional(v.nullable(v.object({ backend: v.string(), ciphertext: v.pipe(v.string(), v.base64()) })), null),
})
const autoRefreshSchema = v.object({ minutes: v.picklist(valuesOf(refreshIntervals)), notifyFrom: v.picklist(valuesOf(notificationLevels)) })

/** An entry of the document's list of profiles: as it is in the file (`raw`), and as this version reads it. */
interface Slot {
  readonly id: string
  readonly raw: unknown
  readonly entry: StoredEntry | null
  readonly unusable: UnusableEntry | null
}

/** Returns whether `profiles` is something other than a list. */
const isListDamaged = ({ profiles }: StateDocument): boolean => profiles !== undefined && profiles !== null && !Array.isArray(profiles)

const textOf = (value: unknown, maxLength: number): string => typeof value === 'string' ? value.slice(0, maxLength) : ''

function slotOf(raw: unknown, id: string, number: number): Slot {
  const parsed = v.safeParse(entrySchema, raw)
  if (parsed.success) return { id, raw, entry: { ...parsed.output, id }, unusable: null }
  const { name, tenantId }: StateDocument = isDocument(raw) ? raw : {}
  const key = parsed.issues[0].path?.[0]?.key
  const unusable = { id, name: textOf(name, maxNameLength) || textOf(tenantId, 253) || `Profile ${number}`, field: typeof key === 'string' ? key : '' }
  return { id, raw, entry: null, unusable }
}

const idOf = (raw: unknown): string | null => isDocument(raw) && typeof raw.id === 'string' && /^[\w-]{1,64}$/.test(raw.id) ? raw.id : null

/** Returns every entry with a unique ID. An entry without an ID, or with that of an earlier entry, gets a new one. */
function slotsOf(document: StateDocument): readonly Slot[] {
  const listed: readonly unknown[] = Array.isArray(document.profiles) ? document.profiles : []
  // Files of the first versions have a single profile.
  const single = isDocument(document.profile) ? [{ id: 'first', ...document.profile }] : []
  const all = [...listed, ...single]
  const reserved = new Set(all.map(idOf))
  const taken = new Set<string>()
  return all.map((raw, index) => {
    const own = idOf(raw)
    let id = own !== null && !taken.has(own) ? own : `entry-${index + 1}`
    for (let nth = 2; taken.has(id) || (id !== own && reserved.has(id)); nth++) id = `entry-${index + 1}-${nth}`
    taken.add(id)
    return slotOf(raw, id, index + 1)
  })
}

const present = <T>(value: T | null): value is T => value !== null

/** Returns the profiles of the document. Throws AppError `settings-damaged` if they are not a list. */
export function profilesIn(document: StateDocument): StoredProfiles {
  if (isListDamaged(document)) throw new AppError('settings-damaged')
  const slots = slotsOf(document)
  const profiles = slots.map(({ entry }) => entry).filter(present)
  const unusable = slots.map(slot => slot.unusable).filter(present)
  const current = slots.find(({ id }) => id === document.current) ?? slots.find(({ entry }) => entry) ?? slots[0]
  return { profiles, unusable, current: current?.id ?? null }
}

/** Returns the object with the members of `wanted` that differ from those that were read. All other members stay. */
function merged(raw: StateDocument, read: object | null, wanted: object): StateDocument {
  const known = new Map(Object.entries(read ?? {}))
  const changed = Object.entries(wanted).filter(([key, value]) => !known.has(key) || JSON.stringify(known.get(key)) !== JSON.stringify(value))
  return { ...raw, ...Object.fromEntries(changed.map(([key, value]) => [key, isDocument(raw[key]) && isDocument(value) ? { ...raw[key], ...value } : value])) }
}

function changedSlot({ id, raw, entry, unusable }: Slot, { profiles, unusable: others }: StoredProfiles): unknown {
  const wanted = profiles.find(each => each.id === id)
  const base = isDocument(raw) ? raw : {}
  if (wanted) return merged({ ...base, id }, entry && { ...entry, id }, wanted)
  const name = others.find(each => each.id === id)?.name
  return isDocument(raw) ? { ...raw, id, ...(name !== undefined && name !== unusable?.name && { name }) } : raw
}

/**
 * Returns the document with these profiles, or null if the result is empty. `isLossy`: the change replaces something that this version cannot
 * read.
 */
export function withProfiles(document: StateDocument, changed: StoredProfiles): { readonly document: StateDocument | null, readonly isLossy: boolean } {
  const slots = slotsOf(document)
  const ids = new Set([...changed.profiles, ...changed.unusable].map(({ id }) => id))
  const isSingleDamaged = !isDocument(document.profile ?? {})
  const isLossy = isListDamaged(document) || isSingleDamaged || slots.some(({ id, entry }) => !entry && changed.profiles.some(each => each.id === id))
  const profiles = [
    ...slots.filter(({ id }) => ids.has(id)).map(slot => changedSlot(slot, changed)),
    ...changed.profiles.filter(({ id }) => !slots.some(slot => slot.id === id)),
  ]
  const rest = Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'profile'))
  if (profiles.length === 0 && Object.keys(rest).every(key => ownMembers.has(key))) return { document: null, isLossy }
  return { document: { ...withVersion(rest, settingsVersion), profiles, current: changed.current }, isLossy }
}

/** Returns the auto-refresh settings; off if they cannot be read. */
export function autoRefreshIn({ autoRefresh }: StateDocument): AutoRefresh {
  const parsed = v.safeParse(autoRefreshSchema, autoRefresh)
  return parsed.success ? parsed.output : noAutoRefresh
}

/** Returns the document with these auto-refresh settings. */
export function withAutoRefresh(document: StateDocument, choice: AutoRefresh): StateDocument {
  return { ...withVersion(document, settingsVersion), autoRefresh: merged(isDocument(document.autoRefresh) ? document.autoRefresh : {}, null, choice) }
}
