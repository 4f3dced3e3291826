import type { FileList } from '../../../shared/contract/opened-file'
import type { FileFacts } from '../../../shared/contract/opening'
import { describe, expect, it } from 'vitest'
import { fileCountParts, fileOriginText, fileSourceParts, manifestNotice, readPercent, stateNotice, unreadText } from './file-text'

const facts: FileFacts = {
  kind: 'json', encoding: 'utf-8', api: 'microsoft-graph', bytes: 10, modifiedMs: 0, incidents: 1200, duplicates: 0, unreadable: { count: 0, first: [] }, cutOffAt: null, hasNextLink: false,
}
const aFile = (given: Partial<FileList> = {}): FileList => ({
  opening: 1, name: 'a.json', folder: '/', reading: null, failure: null, facts, redirected: 0, completeness: { kind: 'not-recorded' }, sample: false, record: null, manifest: 'none',
  state: 'unchanged', ...given,
})
const now = Date.parse('2026-11-27T12:00:00Z')
const plain = (parts: readonly { readonly text: string }[]): string => parts.map(({ text }) => text).join(' · ').replaceAll('\u00A0', ' ')
const sourceOf = (given: Partial<FileList>): string => plain(fileSourceParts(aFile(given), now))
const record = { window: { kind: 'last', hours: 48 }, fetchedAt: '2026-11-26T06:04:00.000Z', hasIds: false, part: null } as const

describe('the source of an opened file', () => {
  it('names file, API, window, completeness and age, as far as they are recorded', () => {
    expect(sourceOf({})).toBe('File: a.json · Microsoft Graph · completeness not recorded')
    expect(sourceOf({ record, completeness: { kind: 'complete' } })).toMatch(/^File: a\.json · Microsoft Graph · window of 48 hours · complete · fetched 26 Nov \d\d:04$/)
    expect(sourceOf({ completeness: { kind: 'recorded-incomplete', reason: 'cancelled' } })).toContain('incomplete: Loading canceled')
    expect(sourceOf({ completeness: { kind: 'recorded-incomplete', reason: 'a\u202Eb' } })).toContain('incomplete: a⟨U+202E⟩b')
    expect(sourceOf({ completeness: { kind: 'incomplete', failure: { code: 'file-one-page', details: {} } } })).toContain('incomplete: The file contains only a part of the list')
  })

  it('says which part of a list it is, and how far it is read', () => {
    const part = { what: 'shown', text: 'severity:high', showMerged: false, inList: 9000 } as const
    expect(sourceOf({ record: { ...record, part } })).toContain('those of 9,000 incidents that matched “severity:high”')
    expect(sourceOf({ record: { ...record, part: { ...part, what: 'selected' } } })).toContain('selected from 9,000 incidents')
    const reading = { readBytes: 190_000_000, bytes: 412_000_000, incidents: 5 }
    expect(sourceOf({ facts: null, reading })).toBe('File: a.json · reading 46% of 412.0 MB')
    expect([readPercent(aFile({ reading })), readPercent(aFile({ reading: { ...reading, bytes: 0 } }))]).toEqual([46, null])
    expect(sourceOf({ facts: null, failure: { code: 'file-empty', details: {} } })).toBe('File: a.json · not opened')
    expect(fileOriginText(aFile({ record }))).toMatch(/^Incidents of the file a\.json, fetched 26 Nov 2026/)
  })

  it('shows hidden characters of a name', () => {
    expect(sourceOf({ name: 'a\u202Enosj.exe' })).toContain('File: a⟨U+202E⟩nosj.exe')
  })
})

it('counts what is shown and what is left out', () => {
  const countOf = (given: Partial<FileList>, withoutAlerts = 0) => plain(fileCountParts(aFile(given), { mergedHidden: true, withoutAlerts }))
  expect(countOf({ redirected: 6 }, 2)).toBe('1,200 incidents (6 merged, hidden) · 2 without alerts')
  expect(countOf({ facts: { ...facts, duplicates: 1, unreadable: { count: 3, first: [] } } })).toBe('1,200 incidents · 1 older duplicate left out')
  expect(countOf({ facts: null, reading: { readBytes: 1, bytes: 2, incidents: 7 } })).toBe('Reading · 7 incidents so far')
  expect(countOf({ facts: null, failure: { code: 'file-empty', details: {} } })).toBe('Nothing loaded')
})

it('lists the first places that could not be read, and where a file is cut off', () => {
  const first = Array.from({ length: 7 }, (_, index) => ({ at: index * 1000, why: 'not-json' } as const))
  expect(unreadText(aFile())).toBeNull()
  expect(unreadText(aFile({ facts: { ...facts, unreadable: { count: 30, first }, cutOffAt: 9000 } }))?.places).toEqual([
    'Byte 0: damaged, not JSON.', 'Byte 1,000: damaged, not JSON.', 'Byte 2,000: damaged, not JSON.', 'Byte 3,000: damaged, not JSON.', 'Byte 4,000: damaged, not JSON.',
    'And 25 more.', 'Byte 9,000: the file ends in the middle of this value.',
  ])
  expect(unreadText(aFile({ facts: { ...facts, kind: 'parquet', unreadable: { count: 1, first: [{ at: 4, why: 'too-large' }] } } }))?.places).toEqual(['Row 4: a value that is too large or too deeply nested.'])
  expect(unreadText(aFile({ facts: { ...facts, cutOffAt: 5 } }))?.what).toBe('The end of the file is missing.')
  // The count is that of the listed places.
  const damaged = unreadText(aFile({ facts: { ...facts, unreadable: { count: 1, first: first.slice(0, 1) }, cutOffAt: 5 } }))
  expect([damaged?.what.replaceAll('\u00A0', ' '), damaged?.places.length]).toEqual(['2 parts of the file could not be read.', 2])
  expect(damaged?.next).toMatch(/^XDR Desk could read 1,200\u00A0incidents\. Open an undamaged copy/)
})

it('has a notice for each manifest that does not match, and each change of the file', () => {
  expect((['none', 'checking', 'matches'] as const).map(manifest => manifestNotice(aFile({ manifest })))).toEqual([null, null, null])
  for (const manifest of ['size', 'rows', 'checksum', 'unreadable'] as const) expect(manifestNotice(aFile({ manifest }))?.what).toContain('manifest')
  expect((['unchanged', 'changed', 'replaced', 'missing'] as const).map(state => stateNotice(aFile({ state })) !== null)).toEqual([false, true, true, true])
})
