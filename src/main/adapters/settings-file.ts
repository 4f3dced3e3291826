/**
 * @file The settings file, kept by electron-store: the profiles, the one in use and auto-refresh, mode 0600, never cleared because
 * it cannot be read. It is read without electron-store, whose parts for schemas we do not use would cost every start some 20 ms.
 */
import type { AutoRefresh } from '../../shared/app'
import type { AutoRefreshFile } from '../core/collection/auto-refresh'
import type { ProfilesFile, StoredProfiles } from '../core/profiles/profile-list'
import { accessSync, constants, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { noAutoRefresh } from '../core/collection/auto-refresh'
import { AppError } from '../core/errors'
import { noProfiles } from '../core/profiles/profile-list'

const certificateSchema = v.object({
  subject: v.string(),
  thumbprintSha256: v.pipe(v.string(), v.regex(/^[\dA-F]{64}$/)),
  thumbprintSha1: v.pipe(v.string(), v.regex(/^[\dA-F]{40}$/)),
  notBefore: v.pipe(v.string(), v.isoTimestamp()),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
})

const secretExpirySchema = v.object({ date: v.pipe(v.string(), v.isoDate()), source: v.picklist(['noted', 'entra']) })

const profileFields = {
  tenantId: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  // Files of before there were two know none; as with the cloud.
  api: v.optional(v.picklist(['defender-xdr', 'microsoft-graph']), 'defender-xdr'),
  cloud: v.optional(v.picklist(['worldwide', 'us', 'eu', 'uk', 'gcc', 'gcc-high', 'dod']), 'worldwide'),
  // Neither do files of before there were certificates.
  certificate: v.optional(v.nullable(certificateSchema), null),
  // A day that is none is not known: it must not make the secret beside it unreadable.
  secretExpiry: v.fallback(v.optional(v.nullable(secretExpirySchema), null), null),
  sealed: v.nullable(v.object({ backend: v.string(), ciphertext: v.pipe(v.string(), v.base64()) })),
}
const entrySchema = v.object({ id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), name: v.pipe(v.string(), v.maxLength(100)), ...profileFields })
const autoRefreshSchema = v.object({ minutes: v.picklist([0, 5, 15, 60]), notifyFrom: v.picklist(['none', 'high', 'medium', 'low']) })

/** An object that may hold profiles; a list or a number is no settings file. */
const fileSchema = v.pipe(
  v.custom<object>(value => typeof value === 'object' && value !== null && !Array.isArray(value)),
  v.object({
    /** The only one, in files of before there were several. */
    profile: v.optional(v.nullable(v.object(profileFields)), null),
    profiles: v.optional(v.array(entrySchema)),
    current: v.optional(v.nullable(v.string()), null),
    // One that cannot be read is off: it must not make the credentials beside it unreadable.
    autoRefresh: v.fallback(v.optional(autoRefreshSchema, noAutoRefresh), noAutoRefresh),
  }),
)

const name = 'settings'
const firstId = 'first'
/** Drafts that electron-store's writer leaves when the app is killed; they hold the sealed secret. */
const draft = /^settings\.json\.tmp-[\da-f]+$/

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** What cannot be read is off; what is wrong with the file is told with the profile. */
function orOff(read: () => AutoRefresh): AutoRefresh {
  try {
    return read()
  } catch {
    return noAutoRefresh
  }
}

function parse(text: string): StoredProfiles & { readonly autoRefresh: AutoRefresh } {
  const { profile, profiles, current, autoRefresh } = v.parse(fileSchema, JSON.parse(text))
  const all = profiles ?? (profile ? [{ ...profile, id: firstId, name: '' }] : [])
  return { profiles: all, current: all.some(each => each.id === current) ? current : all[0]?.id ?? null, autoRefresh }
}

async function loadStore(folder: string) {
  const { default: Store } = await import('electron-store')
  return () => new Store({ name, cwd: folder, configFileMode: 0o600, accessPropertiesByDotNotation: false, clearInvalidConfig: false })
}

/** @param folder Electron's user-data folder. */
export function createSettingsFile(folder: string): ProfilesFile & { readonly autoRefresh: AutoRefreshFile } {
  const file = path.join(folder, `${name}.json`)

  const read = (): ReturnType<typeof parse> => {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === 'ENOENT') return { ...noProfiles, autoRefresh: noAutoRefresh }
      throw new AppError('settings-unreadable', { path: file, ...(errno && { serverCode: errno }) })
    }
    try {
      return parse(text)
    } catch {
      throw new AppError('settings-damaged', { path: file })
    }
  }

  /** A file that is damaged is kept under another name, so that saving loses nothing. */
  const setAside = () => renameSync(file, path.join(folder, `${name}.damaged-${new Date().toISOString().replaceAll(':', '.')}.json`))

  /** Changes the file if it may be, and removes drafts that were left over. */
  const change = (act: () => void) => {
    try {
      // The writer replaces a file it may not write to; one made read-only was meant to stay.
      if (existsSync(file)) accessSync(file, constants.W_OK)
      act()
      for (const entry of readdirSync(folder)) {
        if (draft.test(entry)) rmSync(path.join(folder, entry), { force: true })
      }
    } catch (error) {
      const errno = errnoOf(error)
      throw new AppError('settings-unwritable', { path: file, ...(errno && { serverCode: errno }) })
    }
  }

  const update: ProfilesFile['update'] = async (changed) => {
    const open = await loadStore(folder)
    let before: StoredProfiles | null
    try {
      before = read()
    } catch {
      before = null
    }
    const { profiles, current } = changed(before ?? noProfiles)
    change(() => {
      // What could not be read may hold profiles that nobody meant to delete.
      if (!before && existsSync(file)) setAside()
      if (profiles.length === 0) return rmSync(file, { force: true })
      const settings = open()
      settings.set({ profiles, current })
      // Of before there were several: nothing of it may be left when its profile is forgotten.
      if (settings.has('profile')) settings.delete('profile')
    })
  }

  return {
    read,
    update,
    autoRefresh: {
      read: () => orOff(() => read().autoRefresh),
      write: async (choice) => {
        // A damaged file may hold a secret: a choice like this is no reason to set it aside.
        read()
        const open = await loadStore(folder)
        change(() => open().set('autoRefresh', choice))
      },
    },
  }
}
