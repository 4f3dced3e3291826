/**
 * @file The settings file, kept by electron-store: a key for the profile, one for auto-refresh, mode 0600, never cleared because
 * it cannot be read. It is read without electron-store, whose parts for schemas we do not use would cost every start some 20 ms.
 */
import type { AutoRefresh } from '../../shared/model'
import type { AutoRefreshFile } from '../core/auto-refresh'
import type { SettingsFile, StoredProfile } from '../core/vault'
import { accessSync, constants, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { noAutoRefresh } from '../core/auto-refresh'
import { AppError } from '../core/errors'

const certificateSchema = v.object({
  subject: v.string(),
  thumbprintSha256: v.pipe(v.string(), v.regex(/^[\dA-F]{64}$/)),
  thumbprintSha1: v.pipe(v.string(), v.regex(/^[\dA-F]{40}$/)),
  notBefore: v.pipe(v.string(), v.isoTimestamp()),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
})

const profileSchema = v.object({
  tenantId: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  // Files of before there were two know none.
  api: v.optional(v.picklist(['defender-xdr', 'microsoft-graph']), 'defender-xdr'),
  // Neither do files of before there were certificates.
  certificate: v.optional(v.nullable(certificateSchema), null),
  sealed: v.nullable(v.object({ backend: v.string(), ciphertext: v.pipe(v.string(), v.base64()) })),
})

const autoRefreshSchema = v.object({ minutes: v.picklist([0, 5, 15, 60]), notifyFrom: v.picklist(['none', 'high', 'medium', 'low']) })

/** An object that may hold a profile; a list or a number is no settings file. */
const fileSchema = v.pipe(
  v.custom<object>(value => typeof value === 'object' && value !== null && !Array.isArray(value)),
  v.object({
    profile: v.optional(v.nullable(profileSchema), null),
    // One that cannot be read is off: it must not make the credentials beside it unreadable.
    autoRefresh: v.fallback(v.optional(autoRefreshSchema, noAutoRefresh), noAutoRefresh),
  }),
)

const name = 'settings'
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

/** @param folder Electron's user-data folder. */
export function createSettingsFile(folder: string): SettingsFile & { readonly autoRefresh: AutoRefreshFile } {
  const file = path.join(folder, `${name}.json`)
  const damaged = () => new AppError('settings-damaged', { path: file })

  const readAll = (): v.InferOutput<typeof fileSchema> => {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === 'ENOENT') return { profile: null, autoRefresh: noAutoRefresh }
      throw new AppError('settings-unreadable', { path: file, ...(errno && { serverCode: errno }) })
    }
    try {
      return v.parse(fileSchema, JSON.parse(text))
    } catch {
      throw damaged()
    }
  }

  const read = (): StoredProfile | null => readAll().profile

  /** A file that is damaged is kept under another name, so that saving loses nothing. */
  const setDamagedAside = () => {
    try {
      read()
    } catch {
      renameSync(file, path.join(folder, `${name}.damaged-${new Date().toISOString().replaceAll(':', '.')}.json`))
    }
  }

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

  const set = async (key: 'profile' | 'autoRefresh', value: StoredProfile | AutoRefresh, prepare: () => void) => {
    const { default: Store } = await import('electron-store')
    change(() => {
      prepare()
      new Store({ name, cwd: folder, configFileMode: 0o600, accessPropertiesByDotNotation: false, clearInvalidConfig: false }).set(key, value)
    })
  }

  return {
    read,
    write: profile => set('profile', profile, setDamagedAside),
    clear: () => change(() => rmSync(file, { force: true })),
    autoRefresh: {
      read: () => orOff(() => readAll().autoRefresh),
      write: async (choice) => {
        // A damaged file may hold a secret: a choice like this is no reason to set it aside.
        readAll()
        await set('autoRefresh', choice, () => undefined)
      },
    },
  }
}
