/** @file Reads a block that was received as one page. */
import type { CollectedPage } from '../../paging/page-fetcher'
import type { BlockReading, ReaderState, Requested } from './block'

/** Yields the page and returns its block. */
export async function* readAsPage(state: ReaderState, requested: Requested, position: number, collected: CollectedPage): BlockReading {
  const { memory, forms, nextForm } = state
  const { page: { rows, nextLink, hasMore, total } } = collected
  const taken = memory.take(collected.page)
  yield collected
  const { linksToTheEnd } = forms.queryOf(requested.form).api
  // If the pages of a list link to one another, the page without a link is the last: docs/collection.md, "Where the list ends".
  const isFullWithoutProof = rows >= requested.size && !(requested.byLink && linksToTheEnd)
  return {
    ...taken,
    count: rows,
    hasMore: hasMore || isFullWithoutProof || (total !== null && position + rows < total),
    // The link continues the list in the form of the page that contains it.
    nextLink: nextForm() === requested.form ? nextLink : null,
    total,
    hasGap: false,
  }
}
