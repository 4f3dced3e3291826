import type { IndexedIncident } from '../contract/row'
import type { MatchContext } from './match'
import type { Query, Value } from './query'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { fold } from '../values/fold'
import { runs } from '../testing/property-runs'
import { refang } from './defang'
import { fieldIds } from './fields'
import { aQuery, aRandomIncident, anIncident, changesWith, context, now } from './fixtures'
import { compile } from './match'
import { parse } from './syntax/parse'
import { searchable } from './searchable'

afterEach(() => { vi.unstubAllEnvs() })

const incidents = [
  anIncident({
    id: '1', name: 'Password spray on Café', severity: 'High', status: 'Active', assignedTo: 'Megan', priority: 90, classification: 'Unknown', tags: ['VIP', 'pc'], alerts: 5, activeAlerts: 5,
    services: ['AADIdentityProtection'], categories: ['CredentialAccess'], techniques: ['T1110.003'], devices: ['pc-01'], users: ['adele'], comments: 0,
    created: '2026-11-24T10:00:00Z', lastUpdate: '2026-11-24T11:30:00.1234567Z', firstActivity: '2026-11-20T00:00:00Z',
  }),
  anIncident({
    id: '2', name: 'Malware on two devices', severity: 'Medium', status: 'InProgress', assignedTo: 'none', priority: 20, classification: 'TruePositive', determination: 'Malware', alerts: 0, activeAlerts: 0,
    services: ['MicrosoftDefenderForEndpoint'], detectionSources: ['WindowsDefenderAv'], categories: ['Malware'], devices: ['pc-1', 'pc-010'], otherAssets: ['finance@contoso.example'], comments: 2,
    created: '2026-11-23T23:59:59.9999999Z', lastUpdate: '2026-11-22T12:00:00Z',
  }, {
    alertTitles: ['Emotet was blocked'],
    entities: [{ type: 'Url', key: '', label: 'https://evil.example/a', values: [] }, { type: 'File', key: '', label: 'inv.pdf', values: ['C:\\Users\\a\\inv.pdf', 'powershell -enc AA=='] }],
  }),
  anIncident({ id: '30', severity: 'Catastrophic', status: 'Redirected', redirectedTo: '2', detectionSources: ['WindowsDefenderAtp'], determination: 'NotAvailable', created: '2026-11-24T23:59:00Z' }),
].map(searchable)

function matched(text: string, given: Partial<MatchContext> = {}): readonly string[] {
  const { query, problem } = parse(text)
  if (query === undefined) throw new Error(problem.reason)
  const matches = compile(query, context(given))
  return incidents.filter(matches).map(({ incident }) => incident.row.id)
}

it.each([
  ['', '1 2 30'],
  // vocabularies
  ['severity:high', '1'], ['severity:(high,medium)', '1 2'], ['-severity:(high,medium)', '30'], ['severity:"catastrophic"', '30'], ['severity:high severity:medium', ''], ['severity:none', ''],
  ['status:"in progress"', '2'], ['classification:none', '1 30'], ['-classification:none', '2'], ['classification:(none,"True positive")', '1 2 30'], ['determination:none', '1 30'],
  ['source:endpoint', '2'], ['source:antivirus', '2'], ['source:edr', '30'], ['source:(edr,"Entra ID Protection")', '1 30'], ['source:none', ''],
  // texts
  ['assignee:none', '30'], ['assignee:"none"', '2'], ['assignee:me', '1'], ['-assignee:me', '2 30'], ['assignee:meg', '1'], ['assignee:=meg', ''], ['assignee:(me,none)', '1 30'],
  ['name:cafe', '1'], ['name:CAFÉ', '1'], ['name:none', '30'], ['name:"on two"', '2'], ['technique:T1110', '1'], ['technique:=T1110', ''], ['technique:=t1110.003', '1'], ['tag:vip', '1'], ['tag:none', '2 30'],
  ['device:pc-01', '1 2'], ['device:=pc-01', '1'], ['device:=(none)', ''], ['device:(=pc-1,=pc-01)', '1 2'], ['device:adele', ''], ['user:adele', '1'], ['asset:finance', '2'], ['asset:pc', '1 2'], ['asset:none', '30'],
  ['category:malware', '2'], ['-category:malware', '1 30'], ['id:3', '30'], ['id:=3', ''], ['merged-into:2', '30'], ['merged-into:none', '1 2'],
  // free text
  ['password', '1'], ['PASSWORD cafe', '1'], ['"spray on"', '1'], ['"spray  on"', '1'], ['spray on', '1'], ['pass on two', ''], ['-malware', '1 30'], ['adele', ''], ['megan', '1'], ['t1110', '1'], ['vip', '1'], ['30', '30'],
  ['emotet', '2'], ['evil.example', '2'], ['hxxps://evil[.]example', '2'], ['evil(dot)example', '2'], ['evil[.]exampl3', ''], ['C:\\users', '2'], ['"-enc aa"', '2'], ['text:(emotet,spray)', '1 2'], ['-text:(emotet,spray)', '30'],
  ['entity:inv', '2'], ['entity:emotet', ''], ['entity:=inv.pdf', '2'], ['entity:none', '1 30'], ['text:=2', '2'], ['spray megan', '1'], ['"spray on café megan"', ''],
  // numbers
  ['priority:>85', '1'], ['priority:<=20', '2'], ['priority:none', '30'], ['-priority:>85', '2 30'], ['alerts:0', '2'], ['alerts:>=0', '1 2'], ['alerts:none', '30'], ['alerts:(0,5)', '1 2'], ['active:>0', '1'], ['comments:>0', '2'],
  // times, at 12:00 on 24 November
  ['updated:<1h', '1'], ['updated:<29m', ''], ['updated:<30m', '1'], ['updated:<2d', '1'], ['updated:<=2d', '1 2'], ['updated:>2d', ''], ['updated:>=2d', '2'], ['updated:>1w', ''], ['updated:none', '30'], ['updated:(<1h,none)', '1 30'],
  ['created:2026-11-24', '1 30'], ['created:<2026-11-24', '2'], ['created:<=2026-11-24', '1 2 30'], ['created:>2026-11-23', '1 30'], ['created:>=2026-11-24', '1 30'], ['created:>2026-11-24', ''],
  ['created:2026-11-24T10:00', '1'], ['created:>2026-11-24T10:00', '30'], ['created:>=2026-11-24T10:00', '1 30'], ['created:2026-11-24T10:00:01', ''], ['created:2026-11-24T09:59:30', ''], ['created:2026-11-23T23:59:59', '2'], ['created:>12h', '2'], ['-created:<12h', '2'],
  ['first:>1d', '1'], ['last:none', '1 2 30'],
  // states
  ['is:merged', '30'], ['-is:merged', '1 2'],
])('%j matches %j', (text, ids) => {
  expect(matched(text).join(' ')).toBe(ids)
})

it('asks for stars and changes', () => {
  const given = {
    isStarred: (id: string) => id === '2',
    changesOf: (id: string) => id === '1' ? changesWith('1', 'new') : id === '2' ? changesWith('2', 'assignee', 'severity-raised') : { ...changesWith('30'), sinceRefresh: changesWith('', 'new').sinceViewed },
  }
  const results = ['is:starred', 'is:changed', 'is:new', 'is:raised', 'is:(new,starred)', '-is:changed'].map(text => matched(text, given).join(' '))
  expect(results).toEqual(['2', '1 2', '1', '2', '1 2', '30'])
})

it('matches assignee:me by the whole name only', () => {
  expect(['MEGAN', 'Meg', null].map(me => matched('assignee:me', { me }))).toEqual([['1'], [], []])
})

it('reads dates in the time zone of the computer, unless they end in Z', () => {
  vi.stubEnv('TZ', 'America/New_York')
  const at = (time: string) => compile(parse('created:2026-11-01').query ?? [], context({ utc: false }))(searchable(anIncident({ created: time })))
  // On that day the clocks go back, so it has 25 hours.
  expect(['2026-11-01T03:59:59Z', '2026-11-01T04:00:00Z', '2026-11-02T04:59:59Z', '2026-11-02T05:00:00Z'].map(at)).toEqual([false, true, true, false])
  expect(matched('created:2026-11-24T05:00', { utc: false })).toEqual(['1'])
  expect(matched('created:2026-11-24T10:00Z', { utc: false })).toEqual(['1'])
  expect(matched('created:2026-11-24T05:00', { utc: true })).toEqual([])
})

// ---- an independent reading of the same rules: from the received texts, without an index ----------------------------------

const isSet = (values: readonly string[]) => values.filter(value => fold(value) !== '')

function textsOf({ row, alertTitles, entities }: IndexedIncident): Readonly<Record<string, readonly string[]>> {
  const inEntities = entities.flatMap(({ label, values }) => [label, ...values])
  const { name, id, tags, techniques, categories, devices, users, otherAssets, severity, status, services, detectionSources } = row
  const assignee = row.assignedTo ?? ''
  return {
    'name': [name], 'id': [id], 'assignee': [assignee], 'merged-into': [row.redirectedTo ?? ''], 'tag': tags, 'technique': techniques, 'category': categories,
    'device': devices, 'user': users, 'asset': [...devices, ...users, ...otherAssets], 'entity': inEntities,
    'text': [name, id, assignee, ...tags, ...techniques, ...alertTitles, ...inEntities], 'source': [...services, ...detectionSources],
    'severity': [severity], 'status': [status], 'classification': [row.classification].filter(value => value !== 'Unknown'),
    'determination': [row.determination].filter(value => value !== 'NotAvailable'),
  }
}

const numbersOf = ({ row }: IndexedIncident): Readonly<Record<string, number | null>> =>
  ({ priority: row.priority, alerts: row.alerts, active: row.activeAlerts, comments: row.comments })
const timesOf = ({ row }: IndexedIncident): Readonly<Record<string, string>> =>
  ({ created: row.created, updated: row.lastUpdate, first: row.firstActivity, last: row.lastActivity })

const holds = (a: number, sign: string, b: number): boolean => sign === '=' ? a === b : sign.startsWith('<') ? a < b || (sign === '<=' && a === b) : a > b || (sign === '>=' && a === b)

function isTrue(field: string, value: Value, incident: IndexedIncident, me: string | null): boolean {
  const texts = isSet(textsOf(incident)[field] ?? [])
  const number = numbersOf(incident)[field]
  const time = Date.parse(timesOf(incident)[field] ?? '')
  switch (value.kind) {
    case 'none': return texts.length === 0 && (number === null || number === undefined) && Number.isNaN(time)
    case 'me': return texts.some(text => fold(text) === fold(me ?? ''))
    case 'value': return field === 'is' ? value.value === 'merged' && (incident.row.status.toLowerCase() === 'redirected' || !['0', incident.row.id, null].includes(incident.row.redirectedTo)) : texts.some(text => fold(text) === fold(value.value))
    case 'text': return texts.some(text => value.whole ? fold(text) === fold(value.text) : [value.text, refang(value.text)].some(wanted => fold(text).includes(fold(wanted))))
    case 'number': return typeof number === 'number' && holds(number, value.sign, value.number)
    case 'age': return holds(now - time, value.sign, value.count * { m: 1, h: 60, d: 1440, w: 10_080 }[value.unit] * 60_000)
    // A date is compared in its own precision.
    case 'date': {
      const date = value.date.replace('Z', '')
      const same = Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, date.length)
      return same !== '' && holds(same < date ? -1 : same > date ? 1 : 0, value.sign, 0)
    }
  }
}

const naive = (query: Query, incident: IndexedIncident): boolean =>
  query.every(({ field, negated, values }) => values.some(value => isTrue(field, value, incident, 'Megan')) !== negated)

it('selects the same rows as a plain loop over the terms', () => {
  fc.assert(fc.property(aQuery, fc.array(aRandomIncident, { minLength: 1, maxLength: 5 }), (query, rows) => {
    const matches = compile(query, context())
    for (const row of rows) expect(matches(searchable(row))).toBe(naive(query, row))
  }), runs(3000))
})

it('is compared with that loop for every field', () => {
  const queries = fc.sample(aQuery, { numRuns: 3000, seed: 5 })
  const rows = fc.sample(aRandomIncident, { numRuns: 5, seed: 5 })
  const found = new Set(queries.flatMap(query => query.filter(({ negated }) => !negated && rows.some(row => naive(query, row))).map(({ field }) => field)))
  expect(fieldIds.filter(field => !found.has(field))).toEqual([])
})
