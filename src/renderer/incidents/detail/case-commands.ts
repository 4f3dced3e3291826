/** @file The commands of an open incident. */
import type { CopyFormat } from '../../../shared/contract/detail'
import type { CommandId } from '../../../shared/vocabulary/commands'

/** The sections in their order, with the commands that show them. */
export const sections = [
  { name: 'Timeline', command: 'show-timeline' },
  { name: 'Alerts', command: 'show-alerts' },
  { name: 'Entities', command: 'show-entities' },
  { name: 'Comments', command: 'show-comments' },
  { name: 'Raw JSON', command: 'show-raw-json' },
] as const satisfies readonly { readonly name: string, readonly command: CommandId }[]

export type Section = (typeof sections)[number]['name']

/** What the commands do with the open incident. */
export interface CaseFile {
  readonly showSection: (name: Section) => unknown
  /** Shows the next (1) or the previous (-1) section; after the last one comes the first. */
  readonly stepSection: (by: 1 | -1) => unknown
  /** Shows the raw JSON and focuses its search. */
  readonly searchJson: () => unknown
  readonly copy: (format: CopyFormat) => unknown
}
