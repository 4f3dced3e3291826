/** @file Compiles a query to a function that determines whether an incident matches. */
import type { IncidentChanges } from '../contract/model'
import type { FieldId, NumberField, TimeField, VocabularyField } from './fields'
import type { Period } from './dates'
import type { Query, Sign, Term, Value } from './query'
import type { Searchable } from './searchable'
import { changedKind } from '../rules/changes'
import { isRedirected } from '../rules/merges'
import { valueKey } from '../vocabulary/known-values'
import { periodOf } from './dates'
import { fieldOf } from './fields'
import { needlesOf } from './needles'

export interface MatchContext {
  /** In ms since 1970. */
  readonly now: number
  /** Whether dates are in UTC; otherwise in the computer's time zone. */
  readonly utc: boolean
  /** The user's name in the portal; null if the profile does not contain it. */
  readonly me: string | null
  readonly isStarred: (id: string) => boolean
  readonly changesOf: (id: string) => IncidentChanges | null
}

type Test = (incident: Searchable) => boolean

// The loops below run for every incident, so they create no function and no array.

const anyOf = (tests: readonly Test[]): Test => (incident) => {
  for (const test of tests) if (test(incident)) return true
  return false
}

const allOf = (tests: readonly Test[]): Test => (incident) => {
  for (const test of tests) if (!test(incident)) return false
  return true
}

/** Compares whole numbers. */
const compare: Readonly<Record<Sign, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b,
}

const hasNone = (values: readonly Value[]): boolean => values.some(({ kind }) => kind === 'none')

function vocabularyTest({ words, some }: VocabularyField, values: readonly Value[]): Test {
  const keys = new Set(values.flatMap(value => value.kind === 'value' ? [valueKey(value.value)] : []))
  const isWanted = (value: string): boolean => keys.has(valueKey(value))
  const { isSet } = words
  return hasNone(values)
    ? ({ incident: { row } }) => some(row, isWanted) || !some(row, isSet)
    : ({ incident: { row } }) => some(row, isWanted)
}

function textTest(textOf: (incident: Searchable) => string, values: readonly Value[], { me }: MatchContext): Test {
  const tests = values.flatMap(value => needlesOf(value, me)).map((needle): Test => incident => textOf(incident).includes(needle))
  return anyOf(hasNone(values) ? [incident => textOf(incident) === '', ...tests] : tests)
}

function numberTest({ number }: NumberField, values: readonly Value[]): Test {
  return anyOf(values.flatMap((value): readonly Test[] => {
    if (value.kind === 'none') return [({ incident: { row } }) => number(row) === null]
    if (value.kind !== 'number') return []
    const holds = compare[value.sign]
    return [({ incident: { row } }) => {
      const known = number(row)
      return known !== null && holds(known, value.number)
    }]
  }))
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** Returns the period that an age or a date matches; null for any other value. */
function timesOf(value: Value, { now, utc }: MatchContext): Period | null {
  if (value.kind === 'age') {
    const then = now - value.count * unitMs[value.unit]
    // The smaller the age, the later the time.
    return { '<': { from: then + 1, to: Infinity }, '<=': { from: then, to: Infinity }, '>': { from: -Infinity, to: then }, '>=': { from: -Infinity, to: then + 1 } }[value.sign]
  }
  if (value.kind !== 'date') return null
  const { from, to } = periodOf(value.date, utc)
  return { '=': { from, to }, '<': { from: -Infinity, to: from }, '<=': { from: -Infinity, to }, '>': { from: to, to: Infinity }, '>=': { from, to: Infinity } }[value.sign]
}

function timeTest({ ms }: TimeField, values: readonly Value[], context: MatchContext): Test {
  return anyOf(values.flatMap((value): readonly Test[] => {
    if (value.kind === 'none') return [incident => Number.isNaN(ms(incident))]
    const times = timesOf(value, context)
    return times === null
      ? []
      : [(incident) => {
          const at = ms(incident)
          return at >= times.from && at < times.to
        }]
  }))
}

function flagTest(values: readonly Value[], { isStarred, changesOf }: MatchContext): Test {
  /** Filters and counts show the changes since the list was last marked as seen. */
  const kindOf = (id: string) => changedKind(changesOf(id)?.sinceViewed ?? [])
  const tests: Readonly<Record<string, Test>> = {
    starred: ({ incident: { row } }) => isStarred(row.id),
    changed: ({ incident: { row } }) => kindOf(row.id) !== null,
    new: ({ incident: { row } }) => kindOf(row.id) === 'new',
    raised: ({ incident: { row } }) => kindOf(row.id) === 'raised',
    updated: ({ incident: { row } }) => kindOf(row.id) === 'updated',
    merged: ({ incident: { row } }) => isRedirected(row),
  }
  return anyOf(values.flatMap(value => value.kind === 'value' ? tests[value.value] ?? [] : []))
}

function testOf(id: FieldId, values: readonly Value[], context: MatchContext): Test {
  const field = fieldOf(id)
  switch (field.kind) {
    case 'vocabulary': return vocabularyTest(field, values)
    case 'text': return textTest(field.text, values, context)
    case 'number': return numberTest(field, values)
    case 'time': return timeTest(field, values, context)
    case 'flag': return flagTest(values, context)
  }
}

const isCostly = ({ field }: Term): boolean => field === 'text' || field === 'entity'

/** Returns a function that determines whether an incident matches all terms of a query. It is valid for one point in time, because ages count from `now`. */
export function compile(query: Query, context: MatchContext): (incident: Searchable) => boolean {
  // Long texts are compared last, because most incidents fail another term.
  return allOf(query.toSorted((a, b) => Number(isCostly(a)) - Number(isCostly(b))).map(({ field, negated, values }): Test => {
    const test = testOf(field, values, context)
    return negated ? incident => !test(incident) : test
  }))
}
