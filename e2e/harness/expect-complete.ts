/** @file The only way to assert that a list is complete: a looser assertion also accepts "incomplete". */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { collection } from './user'

export interface CompleteList {
  readonly incidents?: number
  /** The number of merged incidents among them. */
  readonly merged?: number
  readonly pages?: number
  readonly withoutAlerts?: number
  /** The list's time window. The status shows it if another window is selected. */
  readonly window?: string
  /** ms. */
  readonly timeout?: number
}

const digits = '[\\d,]+'

const counted = (count: number | undefined, noun: string): string =>
  count === undefined ? `${digits} ${noun}s?` : `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`

/** Returns a pattern for the whole status line of a complete list. */
function statusOf({ incidents, merged, pages, withoutAlerts, window }: CompleteList): RegExp {
  const hidden = merged === undefined ? `(?: \\(${digits} merged(?:, hidden)?\\))?` : merged === 0 ? '' : ` \\(${merged.toLocaleString('en-US')} merged, hidden\\)`
  const parts = [
    counted(incidents, 'incident') + hidden,
    counted(pages, 'page'),
    '[^·]+',
    `complete${window === undefined ? '' : ` for ${window}`}${withoutAlerts === undefined ? '' : `, but ${withoutAlerts} without alerts`}`,
    'as of .+',
  ]
  // Numbers and their nouns are joined by no-break spaces, which a pattern does not equate with spaces.
  return new RegExp(`^${parts.join(' · ')}$`.replaceAll(' ', '\\s'))
}

/** Waits until the status reports a complete list, with no rows missing, carried over or failed. */
export async function expectComplete(page: Page, { timeout, ...list }: CompleteList = {}): Promise<void> {
  await expect(collection(page)).toHaveText(statusOf(list), timeout === undefined ? {} : { timeout })
}
