/** @file Implements the IPC methods that export incidents and verify exported files. */
import type { ExportOutcome, ExportProgress, ExportRequest, VerifyOutcome, VerifyTarget } from '../../../shared/contract/export'
import type { Methods } from '../../../shared/contract/ipc'
import type { Encode, EncodingOptions, ExportPlan } from '../export/encoding'
import type { ExportContent, ExportFacts } from '../export/export'
import type { ExportCircumstances } from '../export/manifest'
import type { FoundManifest } from '../export/manifest-files'
import type { Description, FileChunk, FileSet, WrittenFile } from '../files/write-set'
import type { Dataset } from '../dataset/dataset'
import type { Collections } from '../collection/runs/collections'
import type { AsyncQueries } from '../list/list-index'
import type { ProfilesAndTemporary } from '../profiles/temporary-profile'
import type { SwitchableSession } from '../profiles/profiles'
import type { Timer } from '../base/clock'
import type { LongTask } from './long-task'
import path from 'node:path'
import { AppError } from '../base/errors'
import { completenessLine } from '../export/completeness-line'
import { exportFacts, withoutAlertsIn } from '../export/export'
import { isPlainName, manifestNames, manifestOf, manifestText } from '../export/manifest'
import { findManifest, hasManifest, manifestNameFor } from '../export/manifest-files'
import { bytesOf, verifyFiles } from '../export/verify'
import { realFile } from '../files/draft-steps'
import { systemError } from '../files/errno'
import { exportError } from '../files/export-error'
import { contentOf } from './export-content'
import { createLongTasks } from './long-task'

export interface ExportMethodDeps {
  readonly profiles: Pick<ProfilesAndTemporary<SwitchableSession & { readonly collections: Collections, readonly list: AsyncQueries }>, 'current' | 'currentId' | 'settings'>
  readonly encode: Encode
  /** Opens the save dialog. Resolves with the path, or null if the user cancels. */
  readonly askWhereToSave: (facts: ExportFacts) => Promise<string | null>
  /** Opens a dialog for a file or a folder. Resolves with the path, or null if the user cancels. */
  readonly askWhatToVerify: (target: 'file' | 'folder') => Promise<string | null>
  /** Writes all files or none, and delays quitting until that is done. */
  readonly writeSet: (set: FileSet) => Promise<readonly WrittenFile[]>
  /** Shows a file in the system's file manager. */
  readonly showInFolder: (file: string) => void
  readonly emitExportProgress: (progress: ExportProgress | null) => void
  readonly timer: Timer
  readonly appVersion: string
  /** ms since 1970. */
  readonly now: () => number
}

/** An export whose place is known. */
interface Place {
  /** The path that the user chose. */
  readonly chosen: string
  /** The path without symbolic links. */
  readonly target: string
  readonly isFolder: boolean
  /** The name of the manifest; null for none. */
  readonly manifest: string | null
}

/** Returns where the files go. Throws AppError `export-…`. */
async function placeOf(chosen: string, isFolder: boolean, withManifest: boolean): Promise<Place> {
  const target = isFolder ? chosen : await realFile(chosen)
  const name = path.basename(target)
  if (isFolder) return { chosen, target, isFolder, manifest: manifestNames(name)[1] }
  try {
    // The manifest of the previous file would be wrong.
    if (!withManifest && !await hasManifest(target)) return { chosen, target, isFolder, manifest: null }
    if (!isPlainName(name)) throw systemError('EINVAL', 'not a plain name')
    return { chosen, target, isFolder, manifest: await manifestNameFor(target) }
  } catch (error) {
    throw exportError(error, chosen)
  }
}

function requireFitting({ limits: { tooManyRows } }: ExportPlan): void {
  if (tooManyRows) throw new AppError('export-too-many-rows', { path: tooManyRows.table, count: tooManyRows.rows, expected: tooManyRows.limit })
}

/** Passes the chunks on and reports how many of the incidents they contain so far. Some formats count the rows of several tables in one file. */
async function* counted(
  chunks: AsyncIterable<FileChunk>, { files }: ExportPlan, total: number, report: (incidents: number) => void,
): AsyncGenerator<FileChunk, void, void> {
  let done = 0
  for await (const chunk of chunks) {
    yield chunk
    const table = files[chunk.file]?.table
    if (table === 'all' || table === 'incidents') report(Math.min(total, done += chunk.rows))
  }
}

/** Returns the profile, its IDs and the pages of the list on screen. Those of an opened file are what its manifest recorded. */
function originOf({ profiles }: ExportMethodDeps, list: Dataset | null): Pick<ExportCircumstances, 'profile' | 'ids' | 'pages'> {
  const file = list?.provenance.file
  if (file) return file.recorded ?? { profile: null, ids: null, pages: null }
  const { profile, profileId, profiles: entries } = profiles.settings()
  return {
    profile: entries.find(({ id }) => id === profileId)?.name || null,
    ids: profile && { tenantId: profile.tenantId, clientId: profile.clientId },
    pages: profiles.current().collections.state().collection?.pages ?? null,
  }
}

function circumstancesOf(deps: ExportMethodDeps, { what, format, query, withIds }: ExportRequest, list: Dataset | null): ExportCircumstances {
  const { ids, ...origin } = originOf(deps, list)
  return { what, format, query, ...origin, ids: withIds ? ids : null, exportedAt: new Date(deps.now()).toISOString(), appVersion: deps.appVersion }
}

interface Prepared {
  readonly content: ExportContent
  readonly options: EncodingOptions
  readonly plan: ExportPlan
  readonly circumstances: ExportCircumstances
}

async function prepare(deps: ExportMethodDeps, request: ExportRequest, signal: AbortSignal): Promise<Prepared> {
  const { profiles, encode } = deps
  const session = profiles.current()
  // The user may have switched profiles at the moment of the click: export only the list that was on screen.
  const isOnScreen = request.profileId === profiles.currentId()
  const list = isOnScreen ? session.collections.shown() : null
  const circumstances = circumstancesOf(deps, request, list)
  const content = await contentOf(list, session.list, request)
  const options = {
    format: request.format, api: content.dataset.provenance.api, completenessLine: completenessLine(content, request.what), columns: request.columns,
  }
  const plan = await encode.plan(content.incidents, options, signal)
  requireFitting(plan)
  return { content, options, plan, circumstances }
}

function savedOf({ chosen, isFolder, manifest }: Place, { incidents }: ExportContent, files: readonly WrittenFile[], elapsedMs: number): ExportOutcome {
  return {
    kind: 'saved',
    fileName: path.basename(chosen),
    folder: path.dirname(chosen),
    isFolder,
    files: files.map(({ name, bytes, rows }) => ({ name, bytes, rows })),
    manifest,
    incidents: incidents.length,
    withoutAlerts: withoutAlertsIn(incidents),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    elapsedMs,
  }
}

type ExportMethods = Pick<Methods, 'exportIncidents' | 'cancelExport' | 'showExport' | 'verifyExport'>

export function createExportMethods(deps: ExportMethodDeps): ExportMethods {
  const { encode, askWhereToSave, askWhatToVerify, writeSet, showInFolder, emitExportProgress, timer, now } = deps
  const tasks = createLongTasks(emitExportProgress, timer)
  let last: Place | null = null

  const write = async ({ content, options, plan, circumstances }: Prepared, place: Place, { begin, signal }: LongTask): Promise<ExportOutcome> => {
    const started = now()
    const description: Description | null = place.manifest === null
      ? null
      : { name: place.manifest, text: files => manifestText(manifestOf(content, circumstances, files)) }
    const total = content.incidents.length
    const chunks = counted(encode.chunks(content.incidents, plan, options, signal), plan, total, begin('writing', total))
    const files = await writeSet({ target: place.target, names: place.isFolder ? plan.files.map(({ name }) => name) : null, chunks, description })
    last = place
    return savedOf(place, content, files, now() - started)
  }

  const exportIncidents = async (request: ExportRequest, task: LongTask): Promise<ExportOutcome> => {
    task.begin('preparing', 0)
    const prepared = await prepare(deps, request, task.signal)
    task.pause()
    const { content, plan } = prepared
    if (plan.limits.cutTexts > 0 && !request.acceptCut) return { kind: 'cut', texts: plan.limits.cutTexts }
    const isFolder = plan.files.length > 1
    const chosen = await askWhereToSave(exportFacts(content, request.format, isFolder))
    if (chosen === null) return { kind: 'cancelled' }
    return write(prepared, await placeOf(chosen, isFolder, request.manifest || request.format !== 'json'), task)
  }

  const chooseManifest = async (target: VerifyTarget): Promise<FoundManifest | null> => {
    if (target === 'last') return last && findManifest(last.target, last.isFolder)
    const chosen = await askWhatToVerify(target)
    return chosen === null ? null : findManifest(await realFile(chosen), target === 'folder')
  }

  const verify = async (target: VerifyTarget, { begin, signal }: LongTask): Promise<VerifyOutcome> => {
    const found = await chooseManifest(target)
    if (!found) return { kind: 'cancelled' }
    const report = begin('verifying', bytesOf(found.manifest))
    let done = 0
    return verifyFiles(found, { onBytes: bytes => report(done += bytes), signal })
  }

  return {
    exportIncidents: request => tasks.run<ExportOutcome>(task => exportIncidents(request, task), { kind: 'cancelled' }, { kind: 'stopped' }),
    verifyExport: target => tasks.run<VerifyOutcome>(task => verify(target, task), { kind: 'cancelled' }, { kind: 'cancelled' }),
    cancelExport: tasks.cancel,
    showExport: () => { if (last) showInFolder(last.target) },
  }
}
