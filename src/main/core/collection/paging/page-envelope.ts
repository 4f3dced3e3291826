/** @file Reads the members of a page apart from its incidents: the link to the next page, the number of incidents, an error. */
import type { ErrorText } from '../../network/responses/error-text'
import { isObject } from '../../json/values'
import { readErrorText } from '../../network/responses/error-text'

export interface Envelope {
  /** The link to the next page as received: untrusted. */
  readonly nextLink: string | null
  /** Whether the page announces another page, by a link or by another member. */
  readonly hasMore: boolean
  /** The number of incidents on all pages of the query; null if the page does not contain it. */
  readonly total: number | null
  /** An error that the page contains in addition to its incidents. */
  readonly error: ErrorText | null
}

/** Returns a name without its prefix: `@odata.nextLink`, `odata.nextLink`, `@nextLink` and `NextLink` are one name in OData 3, 4 and 4.01. */
const plainName = (name: string): string => name.toLowerCase().replace(/^@?(?:odata\.)?/, '').replace(/[^a-z]/g, '')

const counts: ReadonlySet<string> = new Set(['count', 'totalcount', 'total'])
const errors: ReadonlySet<string> = new Set(['error', 'errors'])
/** Members that link to a next page or announce one. The list is closed, because a member such as `nextUpdate` does neither. */
const following: ReadonlySet<string> = new Set([
  'next', 'nextlink', 'nextpage', 'nextpagelink', 'nextpageurl', 'nextpageuri', 'nextpagetoken', 'nexturl', 'nexturi', 'nexthref', 'nexttoken', 'nextcursor', 'nextskip',
  'nextskiptoken', 'nextrecordsurl', 'hasmore', 'hasmoreresults', 'hasmoredata', 'hasmorepages', 'hasmorerecords', 'hasnext', 'hasnextpage', 'more', 'moreresults', 'morepages',
  'continuation', 'continuationtoken', 'continuationuri', 'skiptoken',
])
/** Members that may contain those above. */
const groups: ReadonlySet<string> = new Set(['links', 'paging', 'pagination'])

/** Returns whether a value is other than null, false, 0, blank or empty. */
function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

/** Reads a number of incidents. OData writes it as text for clients that request IEEE 754 compatibility. */
function toCount(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d{1,3}(?:,?\d{3}){0,4}$/.test(value) ? Number(value.replaceAll(',', '')) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : ''

/** Returns the filled members with their plain names, except `value`. */
function filledMembers(members: Readonly<Record<string, unknown>>): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(members).filter(([name, value]) => name !== 'value' && isFilled(value)).flatMap(([name, value]) => {
    const plain = plainName(name)
    return groups.has(plain) && isObject(value) ? filledMembers(value) : [[plain, value] as const]
  })
}

/** Reads the members of a page apart from its incidents. */
export function readEnvelope(members: Readonly<Record<string, unknown>>): Envelope {
  const filled = filledMembers(members)
  const named = (names: ReadonlySet<string>): readonly unknown[] => filled.filter(([name]) => names.has(name)).map(([, value]) => value)
  const next = named(following)
  // A member with another name may contain the link. If it contains a token or a flag instead, the app requests the next page by position.
  const link = filled.find(([name, value]) => name === 'nextlink' && typeof value === 'string')?.[1] ?? next.find(value => typeof value === 'string' && /^\s*https:/i.test(value))
  const [error] = named(errors)
  return {
    nextLink: textOf(link).trim() || null,
    hasMore: next.length > 0,
    // A page may state the number of its own rows as well as the number of all rows. The larger one counts all rows.
    total: named(counts).map(toCount).reduce<number | null>((largest, count) => count !== null && count > (largest ?? -1) ? count : largest, null),
    error: error === undefined ? null : readErrorText(error),
  }
}
