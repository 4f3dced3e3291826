/** @file Other forms of a query, for a service that refuses some of its options. */
import type { Query } from './query'
import type { AppError } from '../../base/errors'
import { withoutAlerts } from './query'

/** The fractions of the page size to try, because a service may have a lower limit. */
const smallerPages = [1 / 2, 1 / 4, 1 / 10]

/** Returns the limit of `$top` that a refusal contains, such as "The limit of '50' for Top query has been exceeded."; null if it contains none. */
function namedLimit({ details: { serverMessage = '' } }: AppError, size: number): number | null {
  if (!/\btop\b/i.test(serverMessage)) return null
  const numbers = (serverMessage.match(/\d+/g) ?? []).map(Number).filter(number => number >= 1 && number < size)
  return numbers.length > 0 ? Math.max(...numbers) : null
}

/**
 * Yields other forms of a query that the service refused, the closest ones first: without the window's end (then the app cuts the list
 * itself), with smaller pages, without the alerts, and combinations of these. All are tried, because a refusal rarely names its cause.
 */
export function* otherForms(query: Query, refusal: AppError): Generator<Query, void, void> {
  const { api, range } = query
  const limit = namedLimit(refusal, api.pageSize)
  const sizes = [...new Set([...(limit === null ? [] : [limit]), ...smallerPages.map(part => Math.max(1, Math.floor(api.pageSize * part)))])]
  const bare = withoutAlerts(query)
  const open = query.withUpperBound && range.to !== null ? [{ withUpperBound: false }] : []
  const plain = bare ? [{ options: bare.api.options }] : []
  const smaller = sizes.map(pageSize => ({ pageSize }))
  const form = (end: { withUpperBound?: boolean } = {}, ...parts: readonly Partial<Query['api']>[]): Query =>
    ({ ...query, ...end, api: Object.assign({}, api, ...parts) as Query['api'] })
  for (const end of open) yield form(end)
  for (const part of smaller) yield form({}, part)
  for (const part of plain) yield form({}, part)
  for (const end of open) for (const part of [...smaller, ...plain]) yield form(end, part)
  for (const part of plain) for (const size of smaller) yield form({}, part, size)
  for (const end of open) for (const part of plain) for (const size of smaller) yield form(end, part, size)
}
