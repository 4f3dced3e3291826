/** @file Rows that scroll in take over the elements of rows that scrolled out. Nothing of the other incident may remain: neither its texts nor the focus. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures'
import { grid, refresh, signIn } from '../harness/user'

test.use({ tenant: { incidents: 1_000, awkward: false } })

const rows = (page: Page): Locator => grid(page).locator('.grid-scroll').getByRole('row')
const rowAt = (page: Page, position: number): Locator => grid(page).locator(`.grid-scroll [role="row"][aria-rowindex="${position + 2}"]`)

/** Scrolls to a share of the list, waits until the rows have arrived, and returns whether cells were hidden, and whether cells of waiting rows were shown. */
function jump(page: Page, share: number) {
  return page.evaluate(async (to) => {
    const scroller = document.querySelector('.grid-scroll')
    const frame = () => new Promise(requestAnimationFrame)
    const waiting = () => [...document.querySelectorAll('.grid-scroll [role="row"][aria-busy="true"]')]
    scroller?.scrollTo({ top: to * scroller.scrollHeight })
    const seen = { hidden: false, shown: false }
    await frame()
    do {
      for (const cell of waiting().flatMap(row => [...row.querySelectorAll('[role="gridcell"]')])) {
        if (cell.checkVisibility({ visibilityProperty: true })) seen.shown = true
        else seen.hidden = true
      }
      await frame()
    } while (waiting().length > 0)
    return seen
  }, share)
}

test('never shows the cells of another incident in a row that has not arrived', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const seen = []
  for (const share of [0.5, 0.1, 0.9, 0.3, 0.7]) seen.push(await jump(page, share))
  expect(seen.some(({ hidden }) => hidden)).toBe(true)
  expect(seen.some(({ shown }) => shown)).toBe(false)
  const texts = await rows(page).evaluateAll(all => all.map(row => [row.querySelector('input')?.ariaLabel, `Select ${row.querySelector('.col-id')?.textContent ?? ''}`]))
  expect(texts.filter(([box, id]) => box !== id)).toEqual([])
})

test('keeps the focus in its row, and never moves it to another incident', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await rowAt(page, 3).focus()
  for (const share of [0.5, 0.9, 0.2]) await jump(page, share)
  await expect(rowAt(page, 3)).toBeFocused()
  await jump(page, 0)
  await expect(rowAt(page, 3)).toBeFocused()

  // The tab stop stays another row, so this one is not kept.
  const star = rowAt(page, 5).locator('button.star')
  await star.evaluate((button: HTMLElement) => button.focus())
  await expect(star).toBeFocused()
  await jump(page, 0.6)
  await expect(rowAt(page, 5)).toHaveCount(0)
  expect(await page.evaluate(() => document.activeElement?.closest('[role="row"]') ?? null)).toBeNull()
})
