import type { IncidentRow } from '../../../../shared/contract/row'
import { expect, it } from 'vitest'
import { columnIds } from '../../../../shared/contract/row'
import { columnOf } from '../../../../shared/columns/incident-columns'
import { aRow } from '../../../../shared/contract/fixtures'
import { cellText, priorityTone } from './cell-text'

const text = (id: (typeof columnIds)[number], row: Partial<IncidentRow>, density: 'compact' | 'comfortable' = 'compact') => {
  const { text: shown, more, whole } = cellText(columnOf(id), aRow(row), density)
  return [shown, more, whole]
}

it('shows a missing fact of any column as a dash, never as 0', () => {
  const nothing = aRow({
    id: '', name: ' ', severity: '', status: '', assignedTo: null, alerts: null, activeAlerts: null, comments: null, priority: null, lastUpdate: '', created: '', redirectedTo: null,
    classification: '', determination: '', tags: [], firstActivity: '', lastActivity: '', services: [], detectionSources: [], categories: [], techniques: [], devices: [], users: [], otherAssets: [],
  })
  expect(columnIds.filter(id => cellText(columnOf(id), nothing, 'compact').text !== '–')).toEqual([])
})

it('shows 0 if the API sent it', () => {
  expect(text('comments', { comments: 0 })[0]).toBe('0')
  expect(text('priority', { priority: 0 })[0]).toBe('0')
  expect(text('alerts', { alerts: 0, activeAlerts: 0 })[0]).toBe('0')
})

it('shows the first value of a list and how many more there are', () => {
  expect(text('devices', { devices: ['pc-1', 'pc-2', 'pc-3'] })).toEqual(['pc-1', '+2', 'pc-1\npc-2\npc-3'])
  expect(text('devices', { devices: ['pc-1', 'pc-2'] }, 'comfortable')).toEqual(['2\u00A0devices', '', 'pc-1\npc-2'])
  expect(text('devices', { devices: ['pc-1'] }, 'comfortable')[0]).toBe('pc-1')
  expect(text('tags', { tags: Array.from({ length: 33 }, (_, index) => `t${index}`) })[2]).toMatch(/t29\nand 3 more$/)
})

it('shows an assignee without the domain, and the whole name in the tooltip', () => {
  expect(text('assignedTo', { assignedTo: 'megan.bowen@contoso.example' })).toEqual(['megan.bowen', '', 'megan.bowen@contoso.example'])
  expect(text('users', { users: ['eve@contoso.example'] })).toEqual(['eve', '', 'eve@contoso.example'])
  expect(text('assignedTo', { assignedTo: 'Megan at home @ 7' })[0]).toBe('Megan at home @ 7')
})

it('shows active and all alerts', () => {
  expect(text('alerts', { alerts: 15, activeAlerts: 12 })).toEqual(['12/15', '', '12 of 15\u00A0alerts active'])
  expect(text('alerts', { alerts: 1, activeAlerts: 1 }, 'comfortable')[0]).toBe('1/1\u00A0alert')
  expect(text('alerts', { alerts: 15, activeAlerts: null })[0]).toBe('15')
})

it('labels values that are known, and makes hidden characters of others visible', () => {
  expect(text('classification', { classification: 'TruePositive' })[0]).toBe('True positive')
  expect(text('determination', { determination: 'Od\u202Ed' })[0]).toBe('Od⟨U+202E⟩d')
  expect(text('sources', { services: ['MicrosoftDefenderForOffice365'] })).toEqual(['Office 365', '', 'Microsoft Defender for Office 365'])
  expect(text('users', { users: ['\u202Eeve'] })[0]).toBe('⟨U+202E⟩eve')
})

it.each([[100, 'top'], [86, 'top'], [85, 'medium'], [15, 'medium'], [14, 'low'], [0, 'low']] as const)('rates the score %i as %s', (score, tone) => {
  expect(priorityTone(score)).toBe(tone)
})
