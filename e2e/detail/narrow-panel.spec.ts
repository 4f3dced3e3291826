/** @file The open incident in its narrowest panel, beside the list. */
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { grid, openSection, refresh, sections, signIn } from '../harness/user'

test.use({ tenant: { incidents: 20, awkward: false, redirectedShare: 0 } })

test('shows every tab, the whole ID and the names of entities in the narrowest panel', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 1280, height: 800 })
  await signIn(page, cloud)
  await refresh(page)
  await grid(page).getByRole('row').nth(1).click()
  const incident = page.getByRole('region', { name: /^Incident \d/ })
  await expect(incident).toHaveAttribute('aria-busy', 'false')
  await page.getByRole('separator', { name: 'Width of the incident' }).press('End')
  await expect.poll(async () => Math.round((await incident.boundingBox())?.width ?? 0)).toBe(320)
  const right = 1280
  for (const name of sections) {
    const box = await page.getByRole('tab', { name, exact: true }).boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? right), name).toBeLessThanOrEqual(right)
  }
  const id = incident.locator('.incident-id')
  await expect(id).toHaveText(/^\s*#\d+\s*$/)
  expect(await id.evaluate(each => each.scrollWidth <= each.clientWidth && each.clientWidth > 0)).toBe(true)
  // The buttons stand on one line.
  const tops = await Promise.all(['Copy', 'Close incident'].map(async name => (await incident.getByRole('button', { name, exact: true }).boundingBox())?.y))
  expect(tops[0]).toBe(tops[1])
  const entities = await openSection(page, 'Entities')
  // Type and verdict stand in the cell of the name.
  const judged = entities.getByRole('row').filter({ hasText: /Malicious|Suspicious/ }).first().locator('.value')
  await expect(judged.getByText(/Malicious|Suspicious/).first()).toBeVisible()
  expect((await judged.boundingBox())?.width).toBeGreaterThan(90)
  // The fields of an open row do not narrow the columns.
  const width = (await judged.boundingBox())?.width
  await entities.getByRole('button', { name: /^Fields of/ }).first().click()
  await expect(entities.locator('.lazy-fields')).toHaveAttribute('aria-busy', 'false')
  expect((await judged.boundingBox())?.width).toBe(width)
  for (const name of ['Raw JSON', 'Entities'] as const) {
    await openSection(page, name)
    await expectAccessible(page, name)
  }
})
