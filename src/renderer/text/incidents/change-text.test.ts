import type { Change, ChangeKind } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { changesText, changesTitle, changeText, markText, seenTime } from './change-text'

const change = (kind: ChangeKind, from = '', to = ''): Change => ({ kind, from, to })

it('counts the changed incidents, and says since when', () => {
  const seenAt = new Date(2026, 10, 24, 6, 4).toISOString()
  const text = (counts: readonly [number, number, number], hiddenChanged = 0, seen: string | null = seenAt) =>
    changesText({ changed: { new: counts[0], raised: counts[1], updated: counts[2] }, hiddenChanged }, seen)
  expect(text([1, 2, 1_000])).toBe('1,003 changed since 06:04')
  expect(text([0, 0, 0])).toBe('Nothing changed since 06:04')
  expect(text([1, 0, 0], 2)).toBe('3 changed since 06:04 (2 merged, hidden)')
  expect(text([1, 0, 0], 0, null)).toBe('1 changed')
})

it('titles an incident\'s changes, and calls a new incident new', () => {
  const seenAt = new Date(2026, 10, 24, 6, 4).toISOString()
  expect(changesTitle([change('new', '', 'Active')], seenAt)).toBe('New since 06:04')
  expect(changesTitle([change('status', 'New', 'Active')], seenAt)).toBe('Changed since 06:04:')
  expect(changesTitle([change('new', '', 'Active')], null)).toBe('New')
})

it('names the changes of a row', () => {
  expect(markText([change('status'), change('severity-raised')])).toBe('Severity raised, status')
})

it('shows old and new values with hidden characters visible', () => {
  const line = (of: Change) => `${changeText(of).field}: ${changeText(of).values}`
  expect(line(change('severity-raised', 'Medium', 'High'))).toBe('Severity: Medium → High')
  expect(line(change('status', 'InProgress', 'Resolved'))).toBe('Status: In progress → Resolved')
  expect(line(change('assignee', '', 'a\u202Eb'))).toBe('Assigned to: Unassigned → a⟨U+202E⟩b')
  expect(line(change('merged', 'Active', '34'))).toBe('Status: Active → merged into 34')
})

it('knows when a refresh found the present value, and claims nothing for another one', () => {
  const seen = [
    { change: change('new', '', 'Active'), at: '06:00' }, { change: change('severity-raised', 'Low', 'Medium'), at: '06:05' },
    { change: change('severity-raised', 'Medium', 'High'), at: '06:10' }, { change: change('reopened', 'Resolved', 'Active'), at: '06:15' },
  ]
  expect(seenTime(change('severity-raised', 'Low', 'High'), seen)).toBe('06:10')
  expect(seenTime(change('status', 'InProgress', 'Active'), seen)).toBe('06:15')
  expect(seenTime(change('new', '', 'Resolved'), seen)).toBe('06:00')
  expect(seenTime(change('severity-raised', 'Low', 'Medium'), seen)).toBeNull()
  expect(seenTime(change('assignee', '', 'mia'), seen)).toBeNull()
})
