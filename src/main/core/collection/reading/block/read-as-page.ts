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
  // A list whose pages link to one another ends with the page without a link: docs/collection.md, "Where the list ends".
  const isFullWithoutProof = rows >= requested.size && !(requested.byLink && linksToTheEnd)
  return {
    ...taken,
    count: rows,
    hasMore: hasMore || isFullWithoutProof || (total !== null && position + rows < total),
    // A link continues the list in the form in which its page was requested.
    nextLink: nextForm() === requested.form ? nextLink : null,
    total,
    hasGap: false,
  }
}
