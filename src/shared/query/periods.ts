/** @file Periods of time in a query: the terms that match exactly one period, as a bar of the overview sets them. */
import type { Period } from './dates'
import type { FieldId } from './fields'
import type { Query, Sign, Term } from './query'
import { withoutField } from './edit'
import { periodOf } from './dates'
import { printTerm } from './syntax/print'

const term = (field: FieldId, sign: Sign, date: string): Term => ({ field, negated: false, values: [{ kind: 'date', sign, date }] })

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Returns the minute of a time for a query; null if its text would mean another time, as in the hour that a time zone repeats. */
function localMinute(ms: number): string | null {
  const date = new Date(ms)
  const day = `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
  const minute = `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
  return periodOf(minute, false).from === ms ? minute : null
}

const utcMinute = (ms: number): string => new Date(ms).toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length)

/** Returns the shortest text that begins at a time: a day if the time is its start, otherwise a minute. */
function dateAt(ms: number, utc: boolean): string {
  const minute = utc ? utcMinute(ms) : localMinute(ms)
  if (minute === null) return `${utcMinute(ms)}Z`
  const day = minute.slice(0, 'YYYY-MM-DD'.length)
  return periodOf(day, utc).from === ms ? day : minute
}

/** Returns the terms that match the times of a period whose ends are whole minutes: one term for a day, otherwise two. */
export function periodTerms(field: FieldId, { from, to }: Period, utc: boolean): readonly Term[] {
  const [start, end] = [dateAt(from, utc), dateAt(to, utc)]
  const whole = periodOf(start, utc)
  return whole.from === from && whole.to === to ? [term(field, '=', start)] : [term(field, '>=', start), term(field, '<', end)]
}

const isOf = (field: FieldId) => (each: Term): boolean => each.field === field && !each.negated

/** Returns whether a query restricts a field to exactly this period. */
export function hasPeriod(query: Query, field: FieldId, period: Period, utc: boolean): boolean {
  const own = query.filter(isOf(field)).map(printTerm).sort()
  return own.length > 0 && own.join(' ') === periodTerms(field, period, utc).map(printTerm).sort().join(' ')
}

/** Restricts a field to a period, or removes the restriction if the query has it. Other terms that choose times of the field are replaced. */
export function togglePeriod(query: Query, field: FieldId, period: Period, utc: boolean): Query {
  const others = withoutField(query, field)
  return hasPeriod(query, field, period, utc) ? others : [...others, ...periodTerms(field, period, utc)]
}
