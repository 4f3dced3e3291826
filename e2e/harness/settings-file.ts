/** @file The app's settings file on disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The members of a stored profile that tests read. */
export interface StoredProfile {
  readonly id: string
  readonly tenantId: string
  readonly savedAt: string
  readonly sealed: { readonly backend: string, readonly ciphertext: string } | null
}

export const settingsFile = (userData: string): string => path.join(userData, 'settings.json')

export function readSettings(userData: string): { readonly current: string, readonly profiles: readonly [StoredProfile, ...StoredProfile[]] } {
  return JSON.parse(readFileSync(settingsFile(userData), 'utf8')) as ReturnType<typeof readSettings>
}

/** Returns whether the settings file contains a sealed secret. */
export function hasSealedSecret(userData: string): boolean {
  return existsSync(settingsFile(userData)) && readFileSync(settingsFile(userData), 'utf8').includes('ciphertext')
}

/** Returns the names of the copies that the app made of damaged settings files. */
export function damagedCopies(userData: string): readonly string[] {
  return readdirSync(userData).filter(name => name.startsWith('settings.damaged-'))
}
