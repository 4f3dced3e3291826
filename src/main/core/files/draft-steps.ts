/** @file The steps that every write of a file or folder takes around its draft. */
import type { Drafts } from './drafts'
import { statSync } from 'node:fs'
import { open, readdir, realpath, rm } from 'node:fs/promises'
import { systemError } from './errno'

/** Throws the system's error if `target` is not a regular file: a rename would replace a pipe and even a device. */
export function requireRegularFile(target: string): void {
  const facts = statSync(target, { throwIfNoEntry: false })
  if (facts && !facts.isFile()) throw systemError(facts.isDirectory() ? 'EISDIR' : 'EFTYPE', 'not a file')
}

/** Syncs the folder, so that the rename itself survives a power cut on file systems that support this. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Removes a draft, if it exists. Ignores failures: the next write into that folder tries again. */
export async function removeDraft(draft: string): Promise<void> {
  // SECURITY: of a symbolic link, this removes the link only.
  await rm(draft, { force: true, recursive: true }).catch(() => undefined)
}

/** Removes the drafts that a killed process left in a folder. */
export async function removeOrphans(drafts: Drafts, folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(drafts.orphansIn(folder, names).map(removeDraft))
}

/** Returns the path that a file really has. A symbolic link is followed, as by any program that saves to it. */
export async function realFile(file: string): Promise<string> {
  return realpath(file).catch(() => file)
}
