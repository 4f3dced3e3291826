/** @file Failures of the list as a whole, and of reading it page by page. */

export interface ListFailure {
  /** Whether every page was read, so that only the incidents that the failure identifies are missing. */
  readonly readToEnd: boolean
}

const rows = {
  'foreign-link': { readToEnd: false },
  'repeated-link': { readToEnd: false },
  'repeated-pages': { readToEnd: false },
  'list-moving': { readToEnd: false },
  'list-unordered': { readToEnd: false },
  'paging-limit': { readToEnd: false },
  'incidents-missing': { readToEnd: false },
  'incidents-unread': { readToEnd: true },
  'entries-unreadable': { readToEnd: true },
  'partial-content': { readToEnd: false },
} satisfies Record<string, ListFailure>

export type ListErrorCode = keyof typeof rows

export const listFailures: Readonly<Record<ListErrorCode, ListFailure>> = rows
