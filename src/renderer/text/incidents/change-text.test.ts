import type { Change, ChangeKind } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { changesSince, changeText, comparisonText, changeCountsText, markTone, markText } from './change-text'

const change = (kind: ChangeKind, from = '', to = ''): Change => ({ kind, from, to })

it('counts incidents by kind of change, the most severe first', () => {
  const changes = changesSince([
    { id: '1', sinceRefresh: [change('status')], sinceViewed: [] },
    { id: '2', sinceRefresh: [change('new')], sinceViewed: [change('new')] },
    { id: '3', sinceRefresh: [change('severity-raised'), change('status')], sinceViewed: [] },
    { id: '4', sinceRefresh: [], sinceViewed: [change('alerts')] },
  ], 'refresh')
  expect([...changes.keys()]).toEqual(['1', '2', '3'])
  expect(changeCountsText(changes)).toBe('1 new, 1 severity raised, 2 status')
  expect(changeCountsText(new Map())).toBe('')
})

it('names the changes of a row', () => {
  expect(markText([change('status'), change('severity-raised')])).toBe('Severity raised, status')
  expect(markTone([change('status'), change('severity-raised')])).toBe('graver')
  expect(markTone([change('new')])).toBe('new')
  expect(markTone([change('assignee')])).toBe('other')
})

it('shows old and new values with hidden characters visible', () => {
  const line = (of: Change) => `${changeText(of).field}: ${changeText(of).values}`
  expect(line(change('severity-raised', 'Medium', 'High'))).toBe('Severity: Medium → High')
  expect(line(change('status', 'InProgress', 'Resolved'))).toBe('Status: In progress → Resolved')
  expect(line(change('assignee', '', 'a\u202Eb'))).toBe('Assigned to: Nobody → a⟨U+202E⟩b')
  expect(line(change('merged', 'Active', '34'))).toBe('Status: Active → merged into 34')
})

it('identifies the refresh by its time if a later refresh received nothing', () => {
  expect(comparisonText(null).refresh).toBe('since the last refresh')
  expect(comparisonText({ startedAt: new Date(2026, 10, 24, 6, 4).toISOString() })).toEqual({ refresh: 'in the refresh at 06:04', viewed: 'since you last looked' })
})
