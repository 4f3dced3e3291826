/** @file Interrupts a collection, and locates what a restart shows about it. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import path from 'node:path'
import { expect } from '@playwright/test'
import { from, hold } from '../cloud/faults'
import { callMethod, collection, goTo, refreshButton } from './user'

export const restartedText = 'Restarted automatically, because XDR Desk was closed during the last refresh.'
export const radio = (page: Page, name: string): Locator => page.getByRole('radio', { name })
export const interruptedHeading = (page: Page): Locator => page.getByRole('heading', { name: 'The last refresh was interrupted' })
export const readyHeading = (page: Page): Locator => page.getByRole('heading', { name: 'Nothing loaded yet' })

/** The file in which the app stores the running collection for a restart. */
export const interruptionFile = (userData: string): string => path.join(userData, 'interrupted.json')

/** Starts a collection of the last 30 days and holds its second page until the returned function is called. */
export async function startHeldCollection(page: Page, cloud: Cloud): Promise<() => void> {
  await goTo(page, 'Incidents')
  await radio(page, '30 days').check()
  return startHeldRefresh(page, cloud)
}

/** Starts a collection of the selected window and holds its second page until the returned function is called. */
export async function startHeldRefresh(page: Page, cloud: Cloud): Promise<() => void> {
  const { fault, release } = hold()
  cloud.fault('api', from(2, fault))
  await refreshButton(page).click()
  await expect(collection(page)).toContainText(/100\sincidents( \(\d+ merged, hidden\))? · back to [^·]+ · 1\spage/)
  return () => {
    cloud.fault('api', null)
    release()
  }
}

/** Expects that no collection starts automatically, once the page is visible and main has responded. */
export async function expectNoRestart(page: Page, cloud: Cloud, requests: number): Promise<void> {
  await expect(readyHeading(page)).toBeVisible()
  await callMethod(page, 'resumeInterruptedCollection')
  await expect(readyHeading(page)).toBeVisible()
  await expect(page.getByText(restartedText)).toHaveCount(0)
  expect(cloud.requests.length).toBe(requests)
}
