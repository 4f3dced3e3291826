/**
 * @file Decides whether pages are requested with their alerts, because the service cannot always deliver alerts for some tenants. The reasons:
 * docs/collection.md.
 *
 *     trusted ── a page was received only without its alerts ──▶ doubted
 *     doubted ── none of a page's alerts were fetched ──▶ skipping (1 page; then 2, 4, … pages)
 *     skipping ── that many pages received without alerts ──▶ doubted
 *     doubted ── a page was received with its alerts ──▶ doubted (the next skip is 1 page again)
 */
import type { RetryBudget } from '../../../network/retry'
import type { ListForm } from './list-forms'

type AlertsState
  /** No page failed because of its alerts so far. */
  = { readonly kind: 'trusted' }
  /** Pages are requested with alerts, without retries. `nextSkip`: the number of pages to request without alerts if that fails. */
    | { readonly kind: 'doubted', readonly nextSkip: number }
  /** The next `pagesLeft` pages are requested without alerts. */
    | { readonly kind: 'skipping', readonly pagesLeft: number, readonly nextSkip: number }

/** Whether the service delivered alerts in this run. `none`: no request for missing alerts succeeded; `some`: at least one did. */
type Delivery = 'unknown' | 'none' | 'some'

/** Decides the form and the retries of requests in one run, based on the events that it is notified of. */
export interface AlertsPlan {
  /** The form in which the next page is requested. */
  readonly form: () => ListForm
  /** How long a page with alerts is retried; `usual`: as long as its size allows. */
  readonly retryBudgetWithAlerts: () => RetryBudget | 'usual'
  /** How long the same page is retried without alerts, after it failed with them. */
  readonly retryBudgetWithoutAlerts: () => RetryBudget
  /** Whether to search a page that was received without alerts for incidents whose alerts the service can deliver. */
  readonly isSearchWorthwhile: () => boolean
  /** A page that failed with alerts was received without them. */
  readonly pageFailedWithAlerts: () => void
  /** Incidents were received with their alerts. */
  readonly alertsReceived: () => void
  /** An incident that was requested alone was not received with its alerts. */
  readonly incidentFailed: () => void
  /** None of a page's alerts were fetched: the next pages are requested without them. */
  readonly searchFailed: () => void
  /** A page that was requested without alerts was received. */
  readonly pageSkipped: () => void
}

/** The maximum number of incidents that a run identifies as undeliverable with alerts. Each costs at least ten of the 150 calls per minute. */
const maxIncidentsFailed = 10

const initialSkip = 1

/** @param failedBefore whether pages failed because of their alerts in an earlier run. If so, this run does not wait for the same failure again. */
export function createAlertsPlan(failedBefore = false): AlertsPlan {
  let state: AlertsState = failedBefore ? { kind: 'doubted', nextSkip: initialSkip } : { kind: 'trusted' }
  let delivery: Delivery = 'unknown'
  let incidentsFailed = 0
  return {
    form: () => state.kind === 'skipping' ? 'without-alerts' : 'complete',
    retryBudgetWithAlerts: () => state.kind === 'trusted' ? 'usual' : 'none',
    // In the trusted state, the page with alerts has already been retried.
    retryBudgetWithoutAlerts: () => state.kind === 'trusted' ? 'short' : 'full',
    isSearchWorthwhile: () => incidentsFailed < maxIncidentsFailed && delivery !== 'none',
    pageFailedWithAlerts: () => {
      if (state.kind === 'trusted') state = { kind: 'doubted', nextSkip: initialSkip }
    },
    alertsReceived: () => {
      delivery = 'some'
      if (state.kind !== 'trusted') state = { ...state, nextSkip: initialSkip }
    },
    incidentFailed: () => { incidentsFailed++ },
    searchFailed: () => {
      if (delivery === 'unknown') delivery = 'none'
      const pages = state.kind === 'trusted' ? initialSkip : state.nextSkip
      state = { kind: 'skipping', pagesLeft: pages, nextSkip: pages * 2 }
    },
    pageSkipped: () => {
      if (state.kind !== 'skipping') return
      const { pagesLeft, nextSkip } = state
      state = pagesLeft > 1 ? { kind: 'skipping', pagesLeft: pagesLeft - 1, nextSkip } : { kind: 'doubted', nextSkip }
    },
  }
}
