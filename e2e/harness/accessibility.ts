import type { Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'

/** Returns the accessibility violations that axe finds on the page, each with its elements. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ').slice(0, 400)}`)
}

/** Expects that axe finds no accessibility violation on the page. @param state the page's state, for the message of a failure. */
export async function expectAccessible(page: Page, state = ''): Promise<void> {
  expect(await violationsOn(page), state).toEqual([])
}
