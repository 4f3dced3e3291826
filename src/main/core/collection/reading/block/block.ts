/** @file The types that the readers of blocks share: a block, a pending request, and the state that lasts from block to block. */
import type { CollectedPage, FetchPage, PageResponse, PageOptions } from '../../paging/page-fetcher'
import type { Query } from '../../paging/query'
import type { RetryBudget } from '../../../network/retry'
import type { PassMemory, PageEffect } from '../pass-memory'
import type { AlertsPlan } from './alerts-plan'
import type { ListForm, ListForms } from './list-forms'
import type { PageSize } from './page-size'

/** The list that blocks are read from, and how to request its pages. */
export interface BlockSource {
  readonly query: Query
  readonly fetchPage: FetchPage
  readonly options: PageOptions
  readonly alerts: AlertsPlan
  readonly memory: PassMemory
}

/** The state that lasts from block to block of one list. */
export interface ReaderState extends BlockSource {
  readonly forms: ListForms
  readonly pageSize: PageSize
  /** Returns the form of the next page. */
  readonly nextForm: () => ListForm
}

/** One block: its rows, and their effect on the pass. */
export interface Block extends PageEffect {
  /** The number of its rows, unread rows included. */
  readonly count: number
  /** Whether the list may continue after the block: a page announces more, or is full. A full page can be the last one only if it was requested by a link. */
  readonly hasMore: boolean
  /** The link to the next page; null if the next page is requested by position. */
  readonly nextLink: string | null
  /** As in Page. */
  readonly total: number | null
  /** Whether rows may be missing: if incidents leave the list between two pages of this block, other rows move to a page that has already been read. */
  readonly hasGap: boolean
}

/** A pending request for a page. */
export interface Requested {
  /** Identifies the request's URL. */
  readonly key: string
  /** Whether its URL is the previous page's link. Otherwise, the page is requested by position. */
  readonly byLink: boolean
  readonly form: ListForm
  /** The number of rows that it requests. */
  readonly size: number
  readonly retryBudget: RetryBudget
  readonly response: Promise<PageResponse>
}

/** Yields the pages of a block as they are received. */
export type BlockReading = AsyncGenerator<CollectedPage, Block, void>
