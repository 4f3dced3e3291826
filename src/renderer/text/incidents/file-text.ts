/** @file The text about an opened file: its source, what could not be read, and its manifest. */
import type { Completeness } from '../../../shared/contract/model'
import type { FileList, ListPart, ManifestState, OpenedFileState } from '../../../shared/contract/opened-file'
import type { UnreadableReason } from '../../../shared/contract/opening'
import type { StatusPart } from './collection-text'
import { apiByKind } from '../../../shared/vocabulary/clouds'
import { timeWindows } from '../../../shared/vocabulary/time-windows'
import { count, dateTime, megabytes, plural, shortTime } from '../format'
import { visibleLine } from '../visible-text'
import { windowText } from './collection-text'
import { missingText } from './completeness-text'

const maxNameLength = 120

/** Returns how much of a file is read, in percent; null if its size is unknown. */
export function readPercent({ reading }: FileList): number | null {
  return reading && reading.bytes > 0 ? Math.min(100, Math.floor(reading.readBytes / reading.bytes * 100)) : null
}

function readingText(file: FileList): string {
  const percent = readPercent(file)
  return percent === null ? 'reading' : `reading ${percent}% of ${megabytes(file.reading?.bytes ?? 0)}`
}

function completenessPart(completeness: Completeness): StatusPart {
  switch (completeness.kind) {
    case 'complete': return { text: 'complete', tone: 'ok' }
    case 'not-recorded': return { text: 'completeness not recorded', tone: 'warn' }
    case 'incomplete':
    case 'recorded-incomplete': return { text: `incomplete: ${missingText(completeness)}`, tone: 'warn' }
  }
}

/** Returns how the incidents were chosen: `those of 1,000 that matched “severity:high”`. */
function partText({ what, text, inList }: ListPart): string {
  return what === 'selected' ? `selected from ${plural(inList, 'incident')}` : `those of ${plural(inList, 'incident')} that matched “${visibleLine(text, 80)}”`
}

/** Returns the window as a noun: a window such as `the last 48 hours` counted back from another time. */
function recordedWindowText(window: NonNullable<FileList['record']>['window']): readonly string[] {
  if (!window) return []
  const label = window.kind === 'last' ? timeWindows.find(({ value }) => value === window.hours)?.label : undefined
  return [label === undefined ? windowText(window) : `window of ${label}`]
}

/** Returns where the incidents come from: `File: out.json · Microsoft Graph · window of 48 hours · complete · fetched 26 Nov 06:04`. `now` in ms. */
export function fileSourceParts(file: FileList, now: number): readonly StatusPart[] {
  const { name, facts, record, completeness } = file
  const title: StatusPart = { text: `File: ${visibleLine(name, maxNameLength)}`, tone: 'main' }
  if (!facts) return file.failure ? [title, { text: 'not opened', tone: 'warn' }] : [title, { text: readingText(file), silent: true }]
  return [
    title,
    { text: apiByKind[facts.api].label },
    ...(record?.part ? [{ text: partText(record.part) }] : []),
    ...recordedWindowText(record?.window ?? null).map(text => ({ text, minor: true })),
    completenessPart(completeness),
    ...(record?.fetchedAt ? [{ text: `fetched ${shortTime(record.fetchedAt, now)}` }] : []),
  ]
}

/** Returns where the incidents of a file come from, for an export: `Incidents of out.json, fetched 26 Nov 2026, 06:04`. */
export function fileOriginText({ name, record }: FileList): string {
  return `Incidents of the file ${visibleLine(name, maxNameLength)}${record?.fetchedAt ? `, fetched ${dateTime(record.fetchedAt)}` : ''}`
}

/** What the text depends on. */
interface CountOptions { readonly mergedHidden: boolean, readonly withoutAlerts: number }

/** Returns the counts of an opened list: `180 incidents (6 merged, hidden) · 2 older duplicates left out`. `unreadText` describes unreadable parts. */
export function fileCountParts(file: FileList, { mergedHidden, withoutAlerts }: CountOptions): readonly StatusPart[] {
  const { facts, reading, redirected, failure } = file
  if (failure) return [{ text: 'Nothing loaded' }]
  if (!facts) return [{ text: 'Reading', tone: 'main' }, { text: `${plural(reading?.incidents ?? 0, 'incident')} so far`, silent: true }]
  const merged = redirected > 0 ? ` (${count(redirected)} merged${mergedHidden ? ', hidden' : ''})` : ''
  return [
    { text: plural(facts.incidents, 'incident') + merged, tone: 'main' },
    ...(facts.duplicates > 0 ? [{ text: `${plural(facts.duplicates, 'older duplicate')} left out` }] : []),
    ...(withoutAlerts > 0 ? [{ text: `${count(withoutAlerts)} without alerts`, tone: 'warn' } as const] : []),
  ]
}

const unreadTexts: Readonly<Record<UnreadableReason, string>> = {
  'not-json': 'damaged, not JSON',
  'no-incident': 'a JSON value that is not an incident',
  'other-api': 'an incident of the other API',
  'too-large': 'a value that is too large or too deeply nested',
}

/** The maximum number of places that a notice lists. */
const maxPlaces = 5

/** Returns what could not be read, where, and what to do; null if everything could. */
export function unreadText({ facts }: FileList): { readonly what: string, readonly places: readonly string[], readonly next: string } | null {
  if (!facts || (facts.unreadable.count === 0 && facts.cutOffAt === null)) return null
  const { kind, incidents, cutOffAt, unreadable: { count: all, first } } = facts
  const unit = kind === 'parquet' ? 'Row' : 'Byte'
  const listed = first.slice(0, maxPlaces).map(({ at, why }) => `${unit} ${count(at)}: ${unreadTexts[why]}.`)
  const more = all > listed.length ? [`And ${count(all - listed.length)} more.`] : []
  const cut = cutOffAt === null ? [] : [`${unit} ${count(cutOffAt)}: the file ends in the middle of this value.`]
  return {
    what: all > 0 ? `${plural(all + cut.length, 'part')} of the file could not be read.` : 'The end of the file is missing.',
    places: [...listed, ...more, ...cut],
    next: `XDR Desk could read ${plural(incidents, 'incident')}. Open an undamaged copy of the file, or export the list again where it came from.`,
  }
}

/** A notice: what is the case, and what that means. */
export interface FileNotice {
  readonly what: string
  readonly why: string
}

const differs = 'The file or its manifest was changed after the export, so what the manifest records is not shown.'

const manifestNotices: Readonly<Record<ManifestState, FileNotice | null>> = {
  none: null,
  checking: null,
  matches: null,
  size: { what: 'The file does not match its manifest: its size differs.', why: differs },
  rows: { what: 'The file does not match its manifest: its incidents differ.', why: differs },
  checksum: { what: 'The file does not match its manifest: its checksum differs.', why: differs },
  unreadable: { what: 'The manifest beside the file cannot be read.', why: 'It is damaged, or from a later version of XDR Desk. Whether the list is complete is therefore unknown.' },
}

export const manifestNotice = ({ manifest }: FileList): FileNotice | null => manifestNotices[manifest]

const stateNotices: Readonly<Record<OpenedFileState, FileNotice | null>> = {
  unchanged: null,
  changed: { what: 'The file has changed since it was opened.', why: 'Its incidents can no longer be opened or exported from this list.' },
  replaced: { what: 'Another file has taken the place of this one.', why: 'You still see the incidents of the file that you opened.' },
  missing: { what: 'The file is no longer in its folder.', why: 'You still see its incidents, until you close it.' },
}

export const stateNotice = ({ state }: FileList): FileNotice | null => stateNotices[state]
