/** @file The list of an opened file, as the collections of its session. No run ever changes it. */
import type { FileList, ManifestState } from '../../../../shared/contract/opened-file'
import type { Timer } from '../../base/clock'
import type { Collections } from '../../collection/runs/collections'
import type { FoundIncident } from '../../collection/runs/session-memory'
import type { IndexCommands } from '../../collection/runs/watched-index'
import type { Dataset } from '../../dataset/dataset'
import type { Manifest } from '../../export/manifest'
import type { FoundRecord } from './file-record'
import type { OpenedFile, OpenFile } from '../opened-file'
import path from 'node:path'
import { AppError, failureOf } from '../../base/errors'
import { paced } from '../../base/paced'
import { compareWithRecord, completenessOf, findRecord, matching, partOf, provenanceOf } from './file-record'

export interface FileCollections extends Collections {
  /** Reads the file. Resolves with whether it could be opened. Call it once. */
  readonly read: () => Promise<boolean>
  /** Compares the file on disk with the one that was read. */
  readonly compare: () => Promise<void>
}

interface Deps {
  /** The path of the file. */
  readonly file: string
  /** The number of this opening. */
  readonly opening: number
  readonly openFile: OpenFile
  /** Returns the path without symbolic links. Throws AppError or the system's error. */
  readonly realFile: (file: string) => Promise<string>
  /** Returns the SHA-256 of a file with that many bytes, as hexadecimal digits; null if it has another size by now. Throws the system's error. */
  readonly hashFile: (file: string, bytes: number, signal: AbortSignal) => Promise<string | null>
  /** The index of the list, which receives every row. */
  readonly index: IndexCommands
  /** Resolves once the index has performed every command. */
  readonly settle: () => Promise<unknown>
  /** Increases with each command that may change the rows on screen. */
  readonly rowsVersion: () => number
  /** Fills the index again with `source`. */
  readonly refill: () => void
  /** Called after every change of the state that the page shows. */
  readonly onState: () => void
  readonly timer: Timer
  /** Called with errors other than AppError. */
  readonly onUnexpected: (error: unknown) => void
}

function unread(file: string, opening: number): FileList {
  const { base: name, dir: folder } = path.parse(file)
  return {
    opening, name, folder, reading: { readBytes: 0, bytes: 0, incidents: 0 }, failure: null, facts: null, redirected: 0,
    completeness: { kind: 'not-recorded' }, sample: false, record: null, manifest: 'none', state: 'unchanged',
  }
}

const recordedIn = (manifest: Manifest, dataset: Dataset): FileList['record'] => {
  const { window, fetchedAt } = dataset.provenance
  return { window, fetchedAt, hasIds: manifest.ids !== undefined, part: partOf(manifest) }
}

/** Returns the dataset of a file, and its description for the page. `state`: how the file compares with its manifest. */
function describe({ facts, incidents }: OpenedFile, record: FoundRecord, state: ManifestState, name: string) {
  const manifest = matching(record, state)
  const sample = record.kind === 'found' && record.manifest.sample
  const dataset: Dataset = { provenance: provenanceOf(name, facts.api, manifest, sample), completeness: completenessOf(facts, manifest), incidents }
  const shown: Partial<FileList> = {
    reading: null,
    facts,
    redirected: incidents.redirected(),
    completeness: dataset.completeness,
    sample,
    record: manifest && recordedIn(manifest, dataset),
    manifest: state,
  }
  return { dataset, shown }
}

/** The list of a file: its description for the page, and its dataset once the file is read. */
function createHolder(file: string, opening: number) {
  let list = unread(file, opening)
  let held: { readonly opened: OpenedFile, readonly dataset: Dataset } | null = null
  /** The incident that was found last, so that its readers recognize it. */
  let found: FoundIncident | null = null

  const update = (changed: Partial<FileList>) => { list = { ...list, ...changed } }
  return {
    update,
    list: () => list,
    held: () => held,
    show: (opened: OpenedFile, record: FoundRecord, state: ManifestState) => {
      const { dataset, shown } = describe(opened, record, state, list.name)
      held = { opened, dataset }
      found = null
      update(shown)
    },
    find: (id: string): FoundIncident | null => {
      if (found?.incident.summary.id === id) return found
      const incident = held?.dataset.incidents.get(id)
      found = held && incident ? { incident, provenance: held.dataset.provenance } : null
      return found
    },
    clear: () => {
      held?.opened.close()
      held = null
      found = null
    },
  }
}

type Holder = ReturnType<typeof createHolder>

/** Compares the checksum of a file with that of its manifest, which takes seconds for a large file. */
async function checkSum(real: string, record: FoundRecord, { hashFile, signal }: Pick<Deps, 'hashFile'> & { readonly signal: AbortSignal }): Promise<ManifestState | null> {
  if (record.kind !== 'found') return null
  const sha256 = await hashFile(real, record.entry.bytes, signal).catch(() => null)
  if (signal.aborted) return null
  return sha256 === record.entry.sha256 ? 'matches' : 'checksum'
}

/** Returns a function that reads the file once. `onRead`: called when its list is in the index. */
function createReading(deps: Deps, holder: Holder, signal: AbortSignal, onRead: () => void): () => Promise<void> {
  const { file, index, onState, timer, onUnexpected } = deps
  const pace = paced(timer)

  const check = async (opened: OpenedFile, record: FoundRecord, real: string): Promise<void> => {
    if (holder.list().manifest !== 'checking') return
    const state = await checkSum(real, record, { ...deps, signal })
    if (state === null) return
    holder.show(opened, record, state)
    onState()
  }

  const readAll = async (): Promise<void> => {
    const real = await deps.realFile(file)
    const [opened, record] = await Promise.all([
      deps.openFile(real, {
        signal,
        onRows: async (rows, positions) => {
          if (signal.aborted) return
          index.add(rows, positions)
          await deps.settle()
        },
        onProgress: (reading) => {
          holder.update({ reading })
          pace(onState)
        },
      }),
      findRecord(real),
    ])
    if (signal.aborted) return opened.close()
    holder.show(opened, record, compareWithRecord(record, opened.facts))
    index.end({ dropped: [], carriedOver: [] })
    onRead()
    void check(opened, record, real)
  }

  return async () => {
    index.begin('full')
    onState()
    try {
      await readAll()
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof AppError)) onUnexpected(error)
      index.end(null)
      holder.update({ reading: null, failure: failureOf(error) })
    }
    // The last progress may still wait.
    if (!signal.aborted) pace(onState)
  }
}

export function createFileCollections(deps: Deps): FileCollections {
  const { index, onState } = deps
  const stop = new AbortController()
  const holder = createHolder(deps.file, deps.opening)
  /** Whether the index was lost before the file was read. */
  let isLost = false
  const readOnce = createReading(deps, holder, stop.signal, () => { if (isLost) deps.refill() })

  return {
    read: async () => {
      await readOnce()
      return holder.held() !== null
    },
    compare: async () => {
      const state = await holder.held()?.opened.state()
      if (state === undefined || state === holder.list().state || stop.signal.aborted) return
      holder.update({ state })
      onState()
    },
    shown: () => holder.held()?.dataset ?? null,
    find: holder.find,
    state: () => ({
      collection: null, running: null, failed: null, compared: false, seenAt: null, withoutAlerts: holder.held()?.dataset.incidents.withoutAlerts() ?? 0,
      file: holder.list(), rowsVersion: deps.rowsVersion(),
    }),
    source: () => {
      const { dataset } = holder.held() ?? {}
      isLost = dataset === undefined
      return { shown: dataset ? { incidents: dataset.incidents.all(), api: dataset.provenance.api, changes: [] } : null, running: null }
    },
    withAlerts: async (id) => {
      const found = holder.find(id)
      if (!found) throw new AppError('incident-not-found')
      if (found.incident.summary.alerts === null) throw new AppError('file-without-alerts')
      return found
    },
    start: () => undefined,
    cancel: () => undefined,
    seenChanges: () => [],
    markSeen: async () => undefined,
    isRunning: () => false,
    isUnderWay: () => false,
    clear: () => {
      stop.abort()
      holder.clear()
      index.clear()
    },
  }
}
