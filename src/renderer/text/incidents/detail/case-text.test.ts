import { expect, it } from 'vitest'
import { anEntity, aRow } from '../../../../shared/contract/fixtures'
import { activityText, alertsText, judgmentText, scopeText } from './case-text'

it('counts the entities that tell how far an incident reaches', () => {
  expect(scopeText(['Device', 'User', 'Device', 'File', 'Ip'].map(type => anEntity({ type })))).toBe('1\u00A0user · 2\u00A0devices · 1\u00A0IP address')
  expect(scopeText([anEntity({ type: 'File' })])).toBe('')
})

it.each([
  [{ alerts: 5, activeAlerts: 3 }, '5, 3 active'], [{ alerts: 5, activeAlerts: 5 }, '5, all active'], [{ alerts: 1200, activeAlerts: 0 }, '1,200, none active'], [{ alerts: 0, activeAlerts: 0 }, '0'], [{ alerts: null, activeAlerts: null }, ''],
])('writes the alerts %j as %j', (numbers, text) => {
  expect(alertsText(aRow(numbers))).toBe(text)
})

it('writes the span of activity once, if it is one minute', () => {
  const now = Date.parse('2026-11-27T00:00:00')
  const text = (firstActivity: string, lastActivity: string) => activityText(aRow({ firstActivity, lastActivity }), now)
  expect(text('2026-11-23T10:04:00', '2026-11-26T04:40:00')).toBe('23 Nov 10:04 → 26 Nov 04:40')
  expect(text('2026-11-23T10:04:00', '2026-11-23T10:04:59')).toBe('23 Nov 10:04')
  expect(text('', '2026-11-23T10:04:59')).toBe('23 Nov 10:04')
  expect(text('', '')).toBe('')
})

it.each([['TruePositive', 'Phishing', 'True positive / Phishing'], ['', 'Phishing', 'Phishing'], ['New\u202Evalue', '', 'New⟨U+202E⟩value'], ['', '', '']])('writes the judgment %s %s as %s', (classification, determination, text) => {
  expect(judgmentText(aRow({ classification, determination }))).toBe(text)
})
