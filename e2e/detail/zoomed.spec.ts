/** @file The open incident in a window at 200 % zoom, where it takes the place of the list and the page scrolls as a whole. */
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { grid, openSection, refresh, sections, signIn } from '../harness/user'

test.use({ tenant: { incidents: 20, awkward: false, redirectedShare: 0 } })

test('starts at the top of the window, and has no second scroller', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await page.setViewportSize({ width: 640, height: 400 })
  await grid(page).getByRole('row').nth(1).click()
  const incident = page.getByRole('region', { name: /^Incident \d/ })
  await expect(incident).toHaveAttribute('aria-busy', 'false')
  const back = page.getByRole('button', { name: 'Back to the list' })
  await expect(back).toBeInViewport({ ratio: 1 })
  expect((await back.boundingBox())?.y).toBeLessThan(20)
  for (const name of sections.filter(each => each !== 'Raw JSON')) {
    const panel = await openSection(page, name)
    expect(await panel.evaluate(each => each.scrollHeight - each.clientHeight), name).toBeLessThanOrEqual(0)
  }
  await openSection(page, 'Alerts')
  await page.getByRole('tabpanel', { name: 'Alerts' }).focus()
  await page.keyboard.press('End')
  await expect(back).not.toBeInViewport()
  // The tabs stay in sight.
  await expect(page.getByRole('tab', { name: 'Alerts', exact: true })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('region', { name: /^Incident \d/ })).toHaveAttribute('aria-busy', 'false')
  await expect(back).toBeInViewport({ ratio: 1 })
  for (const name of sections) {
    await openSection(page, name)
    await expectAccessible(page, `${name} at 200 % zoom`)
  }
  await page.keyboard.press('Escape')
  await expect(grid(page).getByRole('row').nth(1)).toBeInViewport()
})
