/** @file Reads a block whose page was received only without its alerts, then searches it for the alerts that the service can deliver. */
import type { CollectedPage } from '../../paging/page-fetcher'
import type { Block, BlockReading, ReaderState, Requested } from './block'
import { hasReachedService } from '../../../../../shared/rules/failure-facts'
import { AppError } from '../../../base/errors'
import { readAsPage } from './read-as-page'
import { readSmaller } from './smaller-pages'

/** Rows that were read without alerts, and the failure of their page with alerts. */
interface RowsWithoutAlerts { readonly position: number, readonly count: number, readonly failure: AppError }

/**
 * Requests rows with their alerts in smaller pages, and yields the rows that it receives. Their incidents replace those in the list, by ID. They do not count
 * as movement, which the page without alerts already covers.
 */
async function* searchAlerts(state: ReaderState, { position, count, failure }: RowsWithoutAlerts): AsyncGenerator<CollectedPage, void, void> {
  const { forms, fetchPage, options, alerts, pageSize } = state
  const parts = readSmaller({ forms, form: 'complete', retriesWithoutAlerts: false, position, size: count, failure, retryBudget: 'none', fetchPage, options })
  try {
    let step = await parts.next()
    for (; !step.done; step = await parts.next()) {
      if (step.value.kind === 'unread') {
        alerts.incidentFailed()
      } else {
        alerts.alertsReceived()
        yield step.value.collected
      }
    }
    pageSize.restartAt(step.value.size)
  } catch (error) {
    // Every incident of the block has been read, so a failure from the service does not end the run here.
    if (error !== failure && !(error instanceof AppError && hasReachedService(error.code))) throw error
    alerts.searchFailed()
    pageSize.restartFull()
  }
}

/** Yields the page without alerts, then the pages with alerts. `failure`: the failure of the page with alerts. */
export async function* readWithoutAlerts(
  state: ReaderState, requested: Requested, position: number, collected: CollectedPage, failure: AppError,
): BlockReading {
  const { alerts, pageSize } = state
  const block: Block = yield* readAsPage(state, requested, position, collected)
  const { count } = block
  alerts.pageFailedWithAlerts()
  if (count > 1 && alerts.isSearchWorthwhile()) {
    yield* searchAlerts(state, { position, count, failure })
  } else {
    alerts.searchFailed()
    pageSize.restartFull()
  }
  return { ...block, nextLink: null }
}
