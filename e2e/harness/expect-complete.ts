/** @file The one way in which tests assert that a list is complete: a looser form also accepts "incomplete". */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { collection } from './user'

export interface CompleteList {
  readonly incidents?: number
  /** How many of the incidents are redirected. */
  readonly redirected?: number
  readonly pages?: number
  readonly withoutAlerts?: number
  /** The list's window, as the status names it where another window is chosen. */
  readonly window?: string
  /** ms. */
  readonly timeout?: number
}

const digits = '[\\d,]+'

const counted = (count: number | undefined, noun: string): string =>
  count === undefined ? `${digits} ${noun}s?` : `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`

/** Returns the whole status line of a complete list. */
function statusOf({ incidents, redirected, pages, withoutAlerts, window }: CompleteList): RegExp {
  const hidden = redirected === undefined ? `(?: \\(${digits} redirected(?:, hidden)?\\))?` : redirected === 0 ? '' : ` \\(${redirected.toLocaleString('en-US')} redirected, hidden\\)`
  const parts = [
    counted(incidents, 'incident') + hidden,
    counted(pages, 'page'),
    '[^·]+',
    `complete${window === undefined ? '' : ` for ${window}`}`,
    ...(withoutAlerts === undefined ? [] : [`${withoutAlerts} without alerts`]),
    'as of .+',
  ]
  return new RegExp(`^${parts.join(' · ')}$`)
}

/** Waits until the status says that the list is complete, with nothing left out, kept from before or failed. */
export async function expectComplete(page: Page, { timeout, ...list }: CompleteList = {}): Promise<void> {
  await expect(collection(page)).toHaveText(statusOf(list), timeout === undefined ? {} : { timeout })
}
