/** @file The settings file, kept by electron-store: one key, mode 0600, never cleared because it cannot be read. */
import type { SettingsFile, StoredProfile } from '../core/vault'
import { accessSync, constants, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Store from 'electron-store'
import * as v from 'valibot'
import { AppError } from '../core/errors'

const profileSchema = v.object({
  tenantId: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  sealed: v.nullable(v.object({ backend: v.string(), ciphertext: v.pipe(v.string(), v.base64()) })),
})

const name = 'settings'
/** Drafts that electron-store's writer leaves when the app is killed; they hold the sealed secret. */
const draft = /^settings\.json\.tmp-[\da-f]+$/

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Whether the file is a JSON object, or not there at all. */
function holdsObject(file: string): boolean {
  if (!existsSync(file)) return true
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @param folder Electron's user-data folder. */
export function createSettingsFile(folder: string): SettingsFile {
  const file = path.join(folder, `${name}.json`)

  /** Opens and parses the file. A new store for each use, since the file may have been mended or broken meanwhile. */
  const openStore = () => new Store<{ profile?: unknown }>({
    name,
    cwd: folder,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
  })

  const read = (): StoredProfile | null => {
    let profile: unknown
    try {
      profile = openStore().get('profile')
    } catch (error) {
      const errno = errnoOf(error)
      throw new AppError(errno ? 'settings-unreadable' : 'settings-damaged', { path: file, ...(errno && { serverCode: errno }) })
    }
    // electron-store takes a list or a number for an empty store.
    if (profile === undefined && !holdsObject(file)) throw new AppError('settings-damaged', { path: file })
    if (profile === undefined) return null
    const parsed = v.safeParse(profileSchema, profile)
    if (!parsed.success) throw new AppError('settings-damaged', { path: file })
    return parsed.output
  }

  /** A file that is damaged is kept under another name, so that saving loses nothing. */
  const setDamagedAside = () => {
    try {
      read()
    } catch {
      renameSync(file, path.join(folder, `${name}.damaged-${new Date().toISOString().replaceAll(':', '.')}.json`))
    }
  }

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

  return {
    read,
    write: profile => change(() => {
      setDamagedAside()
      openStore().set('profile', profile)
    }),
    clear: () => change(() => rmSync(file, { force: true })),
  }
}
