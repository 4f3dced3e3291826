/** @file What the reading of blocks shares: a block, a request under way, and the state that lasts from block to block. */
import type { CollectedPage, FetchPage, PageResponse, PageOptions } from '../../paging/page-fetcher'
import type { Query } from '../../paging/query'
import type { Patience } from '../../../network/retry'
import type { PassMemory, Taken } from '../pass-memory'
import type { AlertsPlan } from './alerts-plan'
import type { ListForm, ListForms } from './list-forms'
import type { PageSize } from './page-size'

/** Where blocks are read from. */
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

/** What one block added to its pass. */
export interface Block extends Taken {
  /** The number of its rows, unread rows included. */
  readonly count: number
  /** Whether the list may continue behind it: a page announces more, or is full, which proves no end unless a link led to it. */
  readonly hasMore: boolean
  /** The link to the next page; null if the next page is requested by position. */
  readonly nextLink: string | null
  /** As in Page. */
  readonly total: number | null
  /** Whether rows may be missing: incidents may have left the list between the pages of this block, so that others moved to a page already read. */
  readonly hasGap: boolean
}

/** A request for a page, under way. */
export interface Requested {
  /** Identifies its address. */
  readonly key: string
  /** Whether its address is a link of the page before, rather than a position. */
  readonly byLink: boolean
  readonly form: ListForm
  /** The number of rows that it requests. */
  readonly size: number
  readonly patience: Patience
  readonly answer: Promise<PageResponse>
}

/** Yields the pages of a block as they are received. */
export type BlockReading = AsyncGenerator<CollectedPage, Block, void>
