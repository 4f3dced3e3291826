import type { Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'

/** The rules of axe whose result depends on colors. */
const colorRules = ['color-contrast', 'link-in-text-block']

/** Returns the accessibility violations that axe finds on the page, each with its elements. @param rules the rules to check; all by default. */
export async function violationsOn(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // Without `resultTypes`, axe also describes each element that passes: 3 MB for an open incident, and twice the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...rules && { runOnly: [...rules] } })
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ').slice(0, 400)}`)
}

/**
 * Expects that axe finds no accessibility violation on the page, in the light and the dark theme. In the dark theme, it checks the rules for colors,
 * because the themes differ in nothing else. @param state the page's state, for the message of a failure.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await violationsOn(page), `${state}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOn(page, colorRules), `${state}, dark`).toEqual([])
}
