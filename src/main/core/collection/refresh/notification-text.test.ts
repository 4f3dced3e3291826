import type { ChangeKind, IncidentChanges, IncidentSummary } from '../../../../shared/contract/model'
import { expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { raisedOrNew } from './announcements'
import { notificationText, plainLine } from './notification-text'

const row = (id: string, changed: Partial<IncidentSummary> = {}): IncidentSummary =>
  aSummary({ id, name: `Name ${id}`, severity: 'High', alerts: 1, ...changed })
const change = (id: string, kind: ChangeKind): IncidentChanges => ({ id, sinceRefresh: [{ kind, from: '', to: '' }], sinceViewed: [] })

function textOf(changed: readonly (readonly [ChangeKind, IncidentSummary])[], from: 'none' | 'high' | 'medium' | 'low') {
  const rows = new Map(changed.map(([, summary]) => [summary.id, summary]))
  return notificationText(raisedOrNew(changed.map(([kind, { id }]) => change(id, kind)), id => rows.get(id), new Map()), from)
}

it('a notification names a single new or raised incident', () => {
  expect(textOf([['new', row('1')]], 'high')).toEqual({ title: '1 new incident, High', body: 'Name 1', incident: '1' })
  expect(textOf([['severity-raised', row('1', { severity: 'medium', name: '' })]], 'medium')).toEqual({ title: '1 incident raised to medium', body: 'Incident 1', incident: '1' })
})

it('a notification counts several incidents', () => {
  expect(textOf([['new', row('1')], ['new', row('2')], ['new', row('3')]], 'high')?.title).toBe('3 new incidents, High and above')
  expect(textOf([['new', row('1')], ['severity-raised', row('2')], ['severity-raised', row('3')]], 'low')?.title).toBe('1 new and 2 raised incidents, Low and above')
  expect(textOf([['severity-raised', row('2')], ['severity-raised', row('3')]], 'low')).toEqual({ title: '2 incidents raised, Low and above', body: 'Show the list', incident: null })
})

it('a notification omits incidents that are less severe than chosen, merged, or changed in other ways, and can be turned off', () => {
  expect(textOf([['new', row('1', { severity: 'Medium' })]], 'high')).toBeNull()
  expect(textOf([['new', row('1', { severity: '' })]], 'low')).toBeNull()
  expect(textOf([['new', row('1', { severity: 'unknown' })], ['severity-raised', row('2', { severity: 'Informational' })]], 'low')).toBeNull()
  expect(textOf([['new', row('1', { redirectedTo: '2' })]], 'low')).toBeNull()
  expect(textOf([['status', row('1')], ['severity-lowered', row('2')]], 'low')).toBeNull()
  expect(textOf([['new', row('1')]], 'none')).toBeNull()
})

it('a notification contains an unknown severity', () => {
  expect(textOf([['new', row('1', { severity: 'Catastrophic' })]], 'high')?.title).toBe('1 new incident, Catastrophic')
})

it('a notification ranks a severity in any spelling', () => {
  expect(textOf([['new', row('1', { severity: ' HIGH ' })]], 'high')).not.toBeNull()
  expect(textOf([['new', row('1', { severity: ' low ' })]], 'medium')).toBeNull()
})

it('a name is shortened to one line of plain characters', () => {
  expect(plainLine('<b>Invoice</b> \u202Egnp.exe\u0000\n&amp; more')).toBe('‹b›Invoice‹/b› gnp.exe ＆amp; more')
  expect(plainLine('🛡'.repeat(200))).toBe(`${'🛡'.repeat(100)}…`)
})
