/** @file The part of OData's $filter that the list call is known to support. */
import type { StoredIncident } from './tenant'

/** Parses an ISO time with up to seven fractional digits to 100 ns since 1970. Returns null for other text. */
function ticks(text: string): bigint | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/.exec(text)
  if (!match) return null
  return BigInt(Date.parse(`${match[1]}Z`)) * 10_000n + BigInt((match[2] ?? '').padEnd(7, '0'))
}

type Test = (incident: StoredIncident) => boolean

/** The fields that a service can filter by. */
export interface Fields {
  readonly times: Readonly<Record<string, (incident: StoredIncident) => bigint>>
  readonly texts: Readonly<Record<string, (incident: StoredIncident) => string | null>>
}

export const defenderFields: Fields = {
  times: { lastUpdateTime: each => each.updated, createdTime: each => each.created },
  texts: { status: each => each.status, assignedTo: each => each.assignedTo },
}

const compare: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
  eq: (a, b) => a === b,
}

function parseTerm(term: string, { times, texts }: Fields): Test | null {
  const [, field = '', operator = '', literal = ''] = /^\s*(\w+)\s+(\w+)\s+(.+?)\s*$/.exec(term) ?? []
  const time = times[field]
  if (time) {
    const bound = ticks(literal)
    const test = compare[operator]
    return bound === null || !test ? null : incident => test(time(incident), bound)
  }
  const text = /^'((?:[^']|'')*)'$/.exec(literal)?.[1]?.replaceAll('\'\'', '\'')
  const of = texts[field]
  return operator !== 'eq' || text === undefined || !of ? null : incident => of(incident) === text
}

/** Returns the test for a filter, or null for a filter that the service refuses with status 400. */
export function parseFilter(filter: string | null, fields: Fields): Test | null {
  if (filter === null) return () => true
  const tests = filter.split(' and ').map(term => parseTerm(term, fields))
  return tests.includes(null) ? null : incident => tests.every(test => test?.(incident))
}
