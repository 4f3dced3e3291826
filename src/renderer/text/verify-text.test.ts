import type { FileState, VerifyReport } from '../../shared/contract/export'
import { describe, expect, it } from 'vitest'
import { completenessText, contentText, fileText, isUnchanged, timesText, verdictText } from './verify-text'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const fileIn = (state: FileState) => ({ name: 'a.csv', state, bytes: 2_000_000, rows: 1200 })
const reportOf = (states: readonly FileState[], given: Partial<VerifyReport> = {}): VerifyReport => ({
  kind: 'verified', manifest: 'm', folder: '/', sample: false, profile: null, what: 'all', incidents: 180, complete: true, reason: null,
  fetchedAt: '2026-11-24T12:00:00.000Z', exportedAt: '2026-11-24T12:30:00.000Z', extra: [], ...given, files: states.map(fileIn),
})

describe('the verdict', () => {
  it.each([
    [reportOf(['unchanged', 'unchanged']), 'Unchanged since the export.'],
    [reportOf(['changed']), 'Not as exported: the file has changed.'],
    [reportOf(['missing']), 'Not as exported: the file is missing.'],
    [reportOf(['unchanged', 'changed', 'missing']), 'Not as exported: 2 of 3 files.'],
    [reportOf(['unchanged', 'link'], { extra: ['x'] }), 'Not as exported: 1 of 2 files, 1 extra file.'],
    [reportOf(['unchanged', 'unchanged'], { extra: ['x', 'y'] }), 'Not as exported: 2 extra files.'],
  ])('names what is wrong (%#)', (report, text) => {
    expect(plain(verdictText(report))).toBe(text)
    expect(isUnchanged(report)).toBe(text === 'Unchanged since the export.')
  })

  it('says what an export from a file without a manifest does not record', () => {
    expect(completenessText({ complete: null, reason: null })).toBe('Whether the list was complete is not recorded.')
    expect(timesText({ fetchedAt: null, exportedAt: '2026-11-24T12:30:00.000Z' })).toMatch(/^Exported 24 Nov 2026/)
  })

  it('states completeness apart from it, with the reason of a failure that this version knows', () => {
    expect(completenessText({ complete: true, reason: null })).toBe('The list was complete.')
    expect(completenessText({ complete: false, reason: 'list-moving' })).toBe('The list was incomplete: The list changes faster than it can be read.')
    expect(completenessText({ complete: false, reason: 'constructor' })).toBe('The list was incomplete: constructor.')
    expect(completenessText({ complete: false, reason: null })).toBe('The list was incomplete: for an unknown reason.')
  })
})

it('names the rows and the size of an unchanged file, and otherwise its state', () => {
  expect([fileIn('unchanged'), fileIn('other')].map(each => plain(fileText(each)))).toEqual(['unchanged · 1,200 rows · 2.0 MB', 'is not a file'])
})

it('names what the files contain', () => {
  expect([
    reportOf([]), reportOf([], { what: 'shown', profile: 'Contoso' }), reportOf([], { what: 'selected', sample: true, profile: 'x' }),
  ].map(report => plain(contentText(report)))).toEqual([
    '180 incidents: the whole list', '180 incidents: the incidents that a query showed of the profile “Contoso”', '180 incidents: the selected incidents of the sample data',
  ])
})
