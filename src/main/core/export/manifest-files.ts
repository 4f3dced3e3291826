/** @file Finds the manifest of exported files, and the name for a new one. */
import type { Manifest } from './manifest'
import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { errnoOf, systemError } from '../files/errno'
import { manifestNames, manifestSuffix, maxManifestBytes, readManifest } from './manifest'

/** Opens without following a link and without waiting for a pipe. Windows has neither flag. */
export const readSafely = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export interface FoundManifest {
  readonly folder: string
  readonly name: string
  readonly manifest: Manifest
}

/** Returns the text of a small regular file; null if it is something else or too large. Throws the system's error. */
async function readSmall(file: string): Promise<string | null> {
  await using handle = await open(file, readSafely)
  if (!(await handle.stat()).isFile()) return null
  const buffer = Buffer.alloc(maxManifestBytes + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await handle.read({ buffer, offset: length, length: buffer.length - length, position: null })
    length += bytesRead
    if (bytesRead === 0 || length === buffer.length) break
  }
  return length > maxManifestBytes ? null : buffer.toString('utf8', 0, length)
}

/** Returns the manifest in a file. Throws AppError `manifest-unreadable`. */
export async function loadManifest(folder: string, name: string): Promise<FoundManifest> {
  const file = path.join(folder, name)
  const text = await readSmall(file).catch((error: unknown) => {
    const serverCode = errnoOf(error)
    throw new AppError('manifest-unreadable', { path: file, ...(serverCode && { serverCode }) })
  })
  const manifest = text === null ? null : readManifest(text)
  if (!manifest) throw new AppError('manifest-unreadable', { path: file })
  return { folder, name, manifest }
}

const exists = (file: string): Promise<boolean> => lstat(file).then(() => true, () => false)

/** Returns whether a manifest describes the file. */
async function describes(folder: string, manifestName: string, name: string): Promise<boolean> {
  const found = await loadManifest(folder, manifestName).catch(() => null)
  return found?.manifest.files.some(file => file.name === name) ?? false
}

/** Returns the manifest beside a file. Throws AppError `manifest-missing` or `manifest-unreadable`. */
async function manifestBeside(file: string): Promise<FoundManifest> {
  const [folder, name] = [path.dirname(file), path.basename(file)]
  const [usual] = manifestNames(name)
  for (const each of manifestNames(name)) if (await describes(folder, each, name)) return loadManifest(folder, each)
  // A manifest that cannot be read is a better answer than none.
  if (await exists(path.join(folder, usual))) await loadManifest(folder, usual)
  throw new AppError('manifest-missing', { path: file })
}

/** Returns the only manifest in a folder. Throws AppError `manifest-missing`, `manifest-several` or `manifest-unreadable`. */
async function manifestIn(folder: string): Promise<FoundManifest> {
  const names = await readdir(folder).catch((error: unknown) => {
    const serverCode = errnoOf(error)
    throw new AppError('manifest-unreadable', { path: folder, ...(serverCode && { serverCode }) })
  })
  const [name, second] = names.filter(each => each.endsWith(manifestSuffix))
  if (name === undefined) throw new AppError('manifest-missing', { path: folder })
  if (second !== undefined) throw new AppError('manifest-several', { path: folder })
  return loadManifest(folder, name)
}

/** Returns the manifest that the user chose: itself, a file beside it, or the folder with it. Throws AppError `manifest-…`. */
export async function findManifest(chosen: string, isFolder: boolean): Promise<FoundManifest> {
  if (isFolder) return manifestIn(chosen)
  return chosen.endsWith(manifestSuffix) ? loadManifest(path.dirname(chosen), path.basename(chosen)) : manifestBeside(chosen)
}

/**
 * Returns the name for the manifest of a file: the usual one, or the longer one if a manifest of another file has it. Throws the system's error
 * `EEXIST` if both names are taken.
 */
export async function manifestNameFor(file: string): Promise<string> {
  const [folder, name] = [path.dirname(file), path.basename(file)]
  for (const each of manifestNames(name)) {
    if (!await exists(path.join(folder, each)) || await describes(folder, each, name)) return each
  }
  throw systemError('EEXIST', 'the names of the manifest are taken')
}

/** Returns whether a manifest describes the file that an export is about to replace. It would be wrong afterward. */
export async function hasManifest(file: string): Promise<boolean> {
  const [folder, name] = [path.dirname(file), path.basename(file)]
  for (const each of manifestNames(name)) if (await describes(folder, each, name)) return true
  return false
}
