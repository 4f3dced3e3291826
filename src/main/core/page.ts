import type { Buffer } from 'node:buffer'
import type { Incident } from './incident'
import { isUtf8 } from 'node:buffer'
import * as v from 'valibot'
import { AppError } from './errors'
import { readIncident } from './incident'
import { hasByteOrderMark, sliceArray } from './slice-array'

/** One answer of the list call. */
export interface Page {
  readonly incidents: readonly Incident[]
  /** `@odata.nextLink` as received: untrusted. */
  readonly nextLink: string | null
}

const pageSchema = v.object({
  'value': v.array(v.unknown()),
  '@odata.nextLink': v.nullish(v.string()),
})

/** The value of a JSON text in UTF-8. Throws `not-json`, also for bytes that are no UTF-8. */
function parseJson(body: Buffer): unknown {
  const notJson = () => new AppError('not-json', { bytes: body.length })
  // Asked apart: a decoder that refuses bad bytes by itself is several times slower.
  if (!isUtf8(body)) throw notJson()
  try {
    return JSON.parse(body.toString('utf8', hasByteOrderMark(body) ? 3 : 0))
  } catch {
    throw notJson()
  }
}

// The link is the last member of every captured answer.
const linkAtEnd = /"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")\s*\}\s*$/

/**
 * What the link to the next page seems to be, read off the end of the bytes in no time; null where it is not there. Only good
 * for asking early: what counts is what `readPage` says.
 */
export function peekNextLink(body: Buffer): string | null {
  const link = linkAtEnd.exec(body.toString('latin1', Math.max(0, body.length - 2000)))?.[1]
  try {
    return link === undefined ? null : String(JSON.parse(link))
  } catch {
    return null
  }
}

/**
 * Reads a page. JSON.parse is the judge of what it says, the scanner only cuts the bytes; where the two disagree the
 * page counts as an unexpected answer, since an export could then differ from what was sent.
 * Throws `not-json` and `unexpected-shape`.
 */
export function readPage(body: Buffer): Page {
  const parsed = v.safeParse(pageSchema, parseJson(body))
  if (!parsed.success) throw new AppError('unexpected-shape')
  const { value, '@odata.nextLink': nextLink } = parsed.output
  const slices = sliceArray(body, 'value')
  if (slices?.length !== value.length) throw new AppError('unexpected-shape')
  const incidents = slices.map((bytes, index) => {
    const incident = readIncident(value[index], bytes)
    if (!incident) throw new AppError('unexpected-shape')
    return incident
  })
  return { incidents, nextLink: nextLink ?? null }
}
