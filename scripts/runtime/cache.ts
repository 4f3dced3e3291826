import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'

/** Returns a folder outside the work tree that other users of this machine can read. */
export function cacheFolder(): string {
  const folder = process.env.XDR_DESK_CACHE
    ?? (process.getuid?.() === 0 ? '/var/cache/xdr-desk' : path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'xdr-desk'))
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return folder
}

/** Returns the folder `name` of the cache. If it is missing, `make` fills a draft, which is renamed when complete, so concurrent calls are safe. */
export async function cached(name: string, make: (draft: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  const draft = mkdtempSync(path.join(cacheFolder(), 'draft-'))
  try {
    await make(draft)
    // Drafts are private, but every user needs the runtime.
    chmodSync(draft, 0o755)
    try {
      renameSync(draft, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}
