/** @file Pictures of the overview above the list, which starts folded in windows as large as the pictures. */
import type { Page } from '@playwright/test'

interface Studio {
  readonly page: Page
  readonly shoot: (name: string) => Promise<void>
}

const large = { width: 1280, height: 800 }

/** Takes pictures of the overview as pictures and as tables. Folds it afterwards. */
export async function pictureOverview({ page, shoot }: Studio): Promise<void> {
  const toggle = page.getByRole('button', { name: 'Overview', exact: true })
  const region = page.getByRole('region', { name: 'Overview' })
  await page.setViewportSize(large)
  await toggle.click()
  await region.getByRole('toolbar').first().waitFor()
  await shoot('incidents-overview')
  // A small window has folded it.
  await page.setViewportSize(large)
  await region.getByRole('button', { name: 'Tables' }).click()
  await region.getByRole('table').first().waitFor()
  await shoot('incidents-overview-tables')
  await page.setViewportSize(large)
  await toggle.click()
  await region.waitFor({ state: 'detached' })
}
