/** @file Reads a block in smaller pages, because the service cannot deliver it as one page. */
import type { AppError } from '../../../base/errors'
import type { PageEffect } from '../pass-memory'
import type { Query } from '../../paging/query'
import type { BlockReading, ReaderState, Requested } from './block'
import { retryBudgetsMs } from '../../../network/retry'
import { hasUpperBound, pageUrl } from '../../paging/query'
import { attempt } from './attempt'
import { readSmaller } from './smaller-pages'

/** The last incident of a smaller page, and its position. */
interface Mark { readonly position: number, readonly id: string }

/**
 * Returns whether incidents are still at the positions where they were read. In a list that only loses rows, this proves that no incident above them left,
 * so no row moved from one smaller page to the previous one.
 */
async function areInPlace({ fetchPage, options }: ReaderState, query: Query, marks: readonly Mark[]): Promise<boolean> {
  const retryBudget = 'short'
  for (const { position, id } of marks) {
    const response = fetchPage({ url: pageUrl(query, position, 1), api: query.api, retryBudgetMs: retryBudgetsMs[retryBudget], ...options })
    const found = await attempt(response, { retryBudget })
    if (found.kind === 'refused') throw found.failure
    if (found.kind === 'too-heavy' || found.collected.page.incidents[0]?.summary.id !== id) return false
  }
  return true
}

const plus = (a: PageEffect, b: PageEffect): PageEffect =>
  ({ repeats: a.repeats + b.repeats, fresh: a.fresh + b.fresh, joins: a.joins || b.joins, moved: a.moved || b.moved })

/** Yields the smaller pages and returns their block. `failure`: the failure of the whole page. */
export async function* readInParts(state: ReaderState, { form, size }: Requested, position: number, failure: AppError): BlockReading {
  const { forms, memory, pageSize, fetchPage, options } = state
  const marks: Mark[] = []
  let next = position
  let taken: PageEffect = { repeats: 0, fresh: 0, joins: false, moved: false }
  const parts = readSmaller({ forms, form, retriesWithoutAlerts: forms.canOmitAlerts, position, size, failure, retryBudget: 'short', fetchPage, options })
  let step = await parts.next()
  for (; !step.done; step = await parts.next()) {
    if (step.value.kind === 'unread') {
      memory.skip()
      next++
      continue
    }
    const { page } = step.value.collected
    taken = plus(taken, memory.take(page))
    next += page.rows
    const last = page.unreadable.includes(page.rows - 1) ? undefined : page.incidents.at(-1)
    if (last) marks.push({ position: next - 1, id: last.summary.id })
    yield step.value.collected
  }
  const { count, hasMore, total, size: receivedSize } = step.value
  pageSize.restartAt(receivedSize)
  const query = forms.queryOf(form)
  const hasGap = hasUpperBound(query) && !await areInPlace(state, query, marks.slice(0, -1))
  return { ...taken, count, hasMore: hasMore || (total !== null && position + count < total), nextLink: null, total, hasGap }
}
