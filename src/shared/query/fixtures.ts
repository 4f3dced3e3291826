/** @file Builders for the tests of this room, and arbitraries of incidents and queries. */
import type { IncidentChanges } from '../contract/model'
import type { IncidentRow, IndexedIncident } from '../contract/row'
import type { FieldId } from './fields'
import type { MatchContext } from './match'
import type { Query, Term, Value } from './query'
import fc from 'fast-check'
import { aSummary } from '../contract/fixtures'
import { readDate } from './dates'
import { fieldIds, fieldOf, flags } from './fields'
import { hasText } from './searchable'

/** Returns an incident of which everything is missing that is not given. */
export function anIncident(given: Partial<IncidentRow> = {}, texts: Partial<Omit<IndexedIncident, 'row'>> = {}): IndexedIncident {
  const row: IncidentRow = {
    ...aSummary({ severity: '', status: '', alerts: null }), priority: null, classification: '', determination: '', tags: [], firstActivity: '', lastActivity: '', activeAlerts: null,
    services: [], detectionSources: [], categories: [], techniques: [], devices: [], users: [], otherAssets: [], comments: null, ...given,
  }
  return { row, alertTitles: [], entities: [], ...texts }
}

export const now = Date.parse('2026-11-24T12:00:00Z')

export const context = (given: Partial<MatchContext> = {}): MatchContext => ({ now, utc: true, me: 'Megan', isStarred: () => false, changesOf: () => null, ...given })

/** Few texts, so that rows and queries meet; with case, accents, invisible characters, and what looks like syntax. */
export const someText = fc.oneof(
  fc.constantFrom('pc-1', 'PC-1', 'pc-10', 'Café', 'cafe\u0301', 'none', 'me', 'a b', 'x"y', 'C:\\dir\\', '(1)', '-enc', '--x', 'OR', 'a,b', 'https://a.b/c', 'evil.example', 'evil[.]example', '=a', '<b', 'foo:bar', 'is:x', '\u200B', '\n', '√'),
  fc.nat({ max: 20 }).map(String), fc.string({ unit: 'grapheme', maxLength: 6 }), fc.string({ unit: fc.constantFrom('"', '\\', '(', ')', ',', ':', '-', ' ', 'a', 'B', '='), maxLength: 6 }),
)

const typedText = someText.filter(hasText)
const sign = fc.constantFrom('=', '<', '<=', '>', '>=')
const aDate = fc.tuple(fc.date({ min: new Date(now - 4e8), max: new Date(now + 2e8), noInvalidDate: true }), fc.constantFrom(10, 16, 19), fc.boolean())
  .map(([date, length, utc]) => readDate(`${date.toISOString().slice(0, length)}${utc && length > 10 ? 'Z' : ''}`) ?? '')

function valueOf(id: FieldId): fc.Arbitrary<Value> {
  const field = fieldOf(id)
  const none = fc.constant<Value>({ kind: 'none' })
  const text = fc.record({ kind: fc.constant('text' as const), text: typedText, whole: fc.boolean() })
  switch (field.kind) {
    case 'vocabulary': {
      const known = fc.constantFrom(...field.words.all).map(word => field.words.find(word) ?? '')
      return fc.oneof(none, fc.record({ kind: fc.constant('value' as const), value: fc.oneof(known, typedText.filter(each => field.words.find(each) === undefined)) }))
    }
    case 'text': return fc.oneof(text, ...(field.optional ? [none] : []), ...(id === 'assignee' ? [fc.constant<Value>({ kind: 'me' })] : []))
    case 'number': return fc.oneof(none, fc.record({ kind: fc.constant('number' as const), sign, number: fc.nat({ max: 20 }) }))
    case 'time': return fc.oneof(
      none, fc.record({ kind: fc.constant('date' as const), sign, date: aDate }),
      fc.record({ kind: fc.constant('age' as const), sign: fc.constantFrom('<', '<=', '>', '>='), count: fc.nat({ max: 100 }), unit: fc.constantFrom('m', 'h', 'd', 'w') }),
    )
    case 'flag': return fc.record({ kind: fc.constant('value' as const), value: fc.constantFrom(...flags) })
  }
}

const aTerm: fc.Arbitrary<Term> = fc.constantFrom(...fieldIds).chain(field => fc.record({
  field: fc.constant(field), negated: fc.boolean(), values: fc.array(valueOf(field), { minLength: 1, maxLength: 3 }),
}))

export const aQuery: fc.Arbitrary<Query> = fc.array(aTerm, { maxLength: 3 })

const word = (id: FieldId): fc.Arbitrary<string> => {
  const field = fieldOf(id)
  // The reader of a row turns blank values into ''.
  return fc.oneof(someText.map(text => hasText(text) ? text : ''), ...(field.kind === 'vocabulary' ? [fc.constantFrom(...field.words.all).map(each => field.words.find(each) ?? '')] : []))
}
const texts = fc.array(someText, { maxLength: 3 })
const count = fc.option(fc.nat({ max: 20 }))
const time = fc.oneof(fc.constantFrom('', 'soon'), fc.integer({ min: now - 4e8, max: now + 2e8 }).map(ms => new Date(ms).toISOString()))

export const aRandomIncident: fc.Arbitrary<IndexedIncident> = fc.record({
  row: fc.record({
    id: fc.nat({ max: 20 }).map(String), name: someText, severity: word('severity'), status: word('status'), assignedTo: fc.option(fc.oneof(someText, fc.constant('MEGAN'))), alerts: count,
    lastUpdate: time, created: time, redirectedTo: fc.option(fc.nat({ max: 20 }).map(String)), priority: count,
    classification: fc.oneof(word('classification'), fc.constant('Unknown')), determination: fc.oneof(word('determination'), fc.constant('NotAvailable')),
    tags: texts, firstActivity: time, lastActivity: time, activeAlerts: count, services: fc.array(word('source'), { maxLength: 2 }), detectionSources: fc.array(word('source'), { maxLength: 2 }),
    categories: texts, techniques: texts, devices: texts, users: texts, otherAssets: texts, comments: count,
  }),
  alertTitles: texts,
  entities: fc.array(fc.record({ type: fc.constant('File'), key: fc.constant(''), label: someText, values: texts }), { maxLength: 2 }),
})

export const changesWith = (id: string, ...kinds: readonly ('new' | 'severity-raised' | 'assignee')[]): IncidentChanges =>
  ({ id, sinceRefresh: [], sinceViewed: kinds.map(kind => ({ kind, from: '', to: '' })) })
