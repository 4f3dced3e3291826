/**
 * @file Writes the files of an export together: either one file and the file that describes it, or a folder of files. They are staged under a draft's
 * name and renamed at the end, so that a kill of the app leaves either nothing new or everything. Between the renames of the two files is a moment in
 * which only the first one has its name.
 */
import type { Drafts } from './drafts'
import type { StagedFacts, StagedFile } from './staged-file'
import { lstatSync } from 'node:fs'
import { mkdir, readdir, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { removeDraft, removeOrphans, requireRegularFile, syncFolder } from './draft-steps'
import { errnoOf, systemError } from './errno'
import { exportError } from './export-error'
import { renameOnto } from './rename-onto'
import { stageFile } from './staged-file'
import { writeProtectionOf } from './write-protection'

/** A piece of one of the files. */
export interface FileChunk {
  /** The position of the file in `names`; 0 for the only file. */
  readonly file: number
  readonly bytes: Uint8Array
  readonly rows: number
}

export interface WrittenFile extends StagedFacts {
  readonly name: string
}

/** The file that describes the others. Its text is created when they are complete, and it is renamed last. Without one, no file is hashed. */
export interface Description {
  readonly name: string
  readonly text: (files: readonly WrittenFile[]) => string
}

export interface FileSet {
  /** The path of the only file, or of the folder. No symbolic link is followed. */
  readonly target: string
  /** The names of the files in the folder; null: one file. */
  readonly names: readonly string[] | null
  readonly chunks: AsyncIterable<FileChunk>
  readonly description: Description | null
}

/**
 * Writes the files (mode 0600, their folder 0700) and resolves once they and the renames are on the disk. Throws AppError `export-…` and leaves no
 * draft behind.
 */
export type WriteSet = (set: FileSet) => Promise<readonly WrittenFile[]>

/** Writes the chunks to the staged files. */
async function fill(files: readonly StagedFile[], chunks: AsyncIterable<FileChunk>): Promise<readonly StagedFacts[]> {
  for await (const { file, bytes, rows } of chunks) {
    const staged = files[file]
    if (!staged) throw new RangeError('no such file')
    await staged.write(bytes, rows)
  }
  const facts: StagedFacts[] = []
  for (const file of files) facts.push(await file.end())
  return facts
}

async function stage(paths: readonly string[], chunks: AsyncIterable<FileChunk>, isHashed: boolean): Promise<readonly StagedFacts[]> {
  const files: StagedFile[] = []
  try {
    for (const each of paths) files.push(await stageFile(each, isHashed))
    return await fill(files, chunks)
  } finally {
    await Promise.all(files.map(file => file.close()))
  }
}

async function stageDescription(file: string, text: string): Promise<void> {
  await stage([file], (async function* () { yield { file: 0, bytes: Buffer.from(text), rows: 0 } })(), false)
}

/** Throws unless a file can be written or replaced there. */
function requireReplaceable(file: string): void {
  if (writeProtectionOf(file) !== null) throw new AppError('export-read-only', { path: file })
  requireRegularFile(file)
}

/** Throws unless there is nothing of that name, or an empty folder. */
async function requireFreeFolder(folder: string): Promise<void> {
  const facts = lstatSync(folder, { throwIfNoEntry: false })
  if (!facts) return
  if (!facts.isDirectory()) throw new AppError('export-name-taken', { path: folder })
  if ((await readdir(folder)).length > 0) throw new AppError('export-folder-taken', { path: folder })
}

/** Renames the draft onto the folder. An empty folder of that name is removed first, because Windows does not replace it. */
async function renameFolder(draft: string, folder: string): Promise<void> {
  await requireFreeFolder(folder)
  await rmdir(folder).catch((error: unknown) => { if (errnoOf(error) !== 'ENOENT') throw error })
  await renameOnto(draft, folder)
}

/** Stages into drafts in `folder` and removes them if that fails. */
async function withDrafts<T>(drafts: Drafts, { target }: FileSet, count: number, act: (paths: readonly string[]) => Promise<T>): Promise<T> {
  const folder = path.dirname(target)
  const paths = Array.from({ length: count }, () => drafts.begin(folder))
  try {
    await removeOrphans(drafts, folder)
    const result = await act(paths)
    await syncFolder(folder)
    return result
  } catch (error) {
    await Promise.all(paths.map(removeDraft))
    throw exportError(error, target)
  } finally {
    paths.forEach(drafts.end)
  }
}

const writeOne = (drafts: Drafts, set: FileSet) => withDrafts(drafts, set, 2, async ([draft = '', descriptionDraft = '']) => {
  const { target, chunks, description } = set
  const described = description && path.join(path.dirname(target), description.name)
  requireReplaceable(target)
  if (described) requireReplaceable(described)
  const written = (await stage([draft], chunks, description !== null)).map(facts => ({ name: path.basename(target), ...facts }))
  if (description) await stageDescription(descriptionDraft, description.text(written))
  await renameOnto(draft, target)
  if (described) await renameOnto(descriptionDraft, described)
  return written
})

const writeFolder = (drafts: Drafts, set: FileSet, names: readonly string[]) => withDrafts(drafts, set, 1, async ([draft = '']) => {
  const { target, chunks, description } = set
  if (names.some(name => path.basename(name) !== name)) throw systemError('EINVAL', 'not a name')
  await requireFreeFolder(target)
  await mkdir(draft, { mode: 0o700 })
  const facts = await stage(names.map(name => path.join(draft, name)), chunks, description !== null)
  const written = facts.map((each, index) => ({ name: names[index] ?? '', ...each }))
  if (description) await stageDescription(path.join(draft, description.name), description.text(written))
  await syncFolder(draft)
  await renameFolder(draft, target)
  return written
})

export function createWriteSet(drafts: Drafts): WriteSet {
  return set => set.names === null ? writeOne(drafts, set) : writeFolder(drafts, set, set.names)
}
