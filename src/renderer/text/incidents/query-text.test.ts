import { expect, it } from 'vitest'
import { parse } from '../../../shared/query/syntax/parse'
import { facetText, termText } from './query-text'

it.each([
  ['severity:(high,medium)', 'Severity: High or Medium'], ['-category:malware', 'not Category: “malware”'], ['device:=pc-1', 'Device: pc-1'], ['assignee:(none,me)', 'Assigned to: Unassigned or me'],
  ['invoice', 'Text: “invoice”'], ['alerts:>=5', 'Alerts: at least 5'], ['alerts:5', 'Alerts: 5'], ['updated:<2d', 'Last update: less than 2\u00A0days ago'], ['updated:>1h', 'Last update: more than 1\u00A0hour ago'],
  ['created:2026-11-24', 'Created: 24 Nov 2026'], ['created:<2026-11-24T10:00Z', 'Created: before 24 Nov 2026, 10:00 UTC'], ['created:>=2026-11-24', 'Created: 24 Nov 2026 or after'],
  ['is:(new,raised)', 'Is: new or raised'], ['status:inprogress', 'Status: In progress'], ['severity:"Odd\u202E"', 'Severity: Odd⟨U+202E⟩'], ['tag:none', 'Tag: None'], ['priority:none', 'Priority: None'],
])('the term %s is %s', (text, words) => {
  expect(parse(text).query?.map(termText)).toEqual([words])
})

it('names the values of facets, also the missing one', () => {
  expect([facetText('assignee', ''), facetText('device', ' '), facetText('source', 'MicrosoftDefenderForOffice365'), facetText('device', 'a\nb')]).toEqual(['Unassigned', 'None', 'Microsoft Defender for Office 365', 'a ⏎ b'])
})
