/** @file The small part of OData's $filter that the list call is known to take. */
import type { StoredIncident } from './tenant'

/** 100 ns since 1970 of an ISO time with up to seven fraction digits; null for anything else. */
function ticks(text: string): bigint | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/.exec(text)
  if (!match) return null
  return BigInt(Date.parse(`${match[1]}Z`)) * 10_000n + BigInt((match[2] ?? '').padEnd(7, '0'))
}

type Test = (incident: StoredIncident) => boolean

const compare: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
}

function parseTerm(term: string): Test | null {
  const [, field = '', operator = '', literal = ''] = /^\s*(\w+)\s+(\w+)\s+(.+?)\s*$/.exec(term) ?? []
  if (field === 'lastUpdateTime' || field === 'createdTime') {
    const bound = ticks(literal)
    const test = compare[operator]
    return bound === null || !test ? null : incident => test(field === 'createdTime' ? incident.created : incident.updated, bound)
  }
  const text = /^'((?:[^']|'')*)'$/.exec(literal)?.[1]?.replaceAll('\'\'', '\'')
  if (operator !== 'eq' || text === undefined) return null
  if (field === 'status') return incident => incident.status === text
  return field === 'assignedTo' ? incident => incident.assignedTo === text : null
}

/** The test for a filter; null for one that the service would answer with 400. */
export function parseFilter(filter: string | null): Test | null {
  if (filter === null) return () => true
  const tests = filter.split(' and ').map(parseTerm)
  return tests.includes(null) ? null : incident => tests.every(test => test?.(incident))
}
