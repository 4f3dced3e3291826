/** @file Opens every incident of the list with the arrow key and checks what the window shows. */
import type { Page } from '@playwright/test'
import { visibleText } from '../../src/renderer/text/visible-text'
import { grid } from './user'
import { expect } from './fixtures'

/** The compared length of the raw text, which includes the ID. */
const start = 150

/** Expands every section of the open incident. Returns the defects on the page, and the start of the raw JSON. */
async function inspectPage(page: Page) {
  return page.evaluate(async (length) => {
    const frame = () => new Promise<void>(resolve => requestAnimationFrame(() => resolve()))
    for (const each of document.querySelectorAll<HTMLDetailsElement>('.detail details')) each.open = true
    // The toggle event, which renders the content, fires in a later task. A busy machine needs many frames for it.
    const closed = () => document.querySelectorAll('.detail details:not(:has(.item-body))').length
    for (let frames = 0; frames < 600 && closed() > 0; frames++) await frame()
    await frame()
    // Words that reveal a missing value, and the message of an unexpected error.
    const defects = /\bundefined\b|\bnull\b|\bNaN\b|\[object |error in the app/i
    const raw = document.querySelector('section[aria-label="Raw JSON"] .raw')
    const texts: string[] = []
    for (const element of document.body.querySelectorAll('*')) {
      if (raw?.contains(element)) continue
      for (const name of ['title', 'aria-label', 'aria-valuetext', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
      for (const node of element.childNodes) if (node instanceof Text) texts.push(node.data)
    }
    return {
      defects: texts.filter(text => defects.test(text)).map(text => text.slice(0, 200)),
      raw: (raw?.textContent ?? '').slice(0, 200 * length).replace(/\s/g, ''),
      closed: closed(),
      unnamed: [...document.querySelectorAll('.grid-scroll [role="gridcell"]')].filter(cell => cell.textContent.trim() === '').length,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }
  }, start)
}

/** Opens each incident and compares its raw JSON with the texts that the API sent. Returns the number of incidents. */
export async function walkIncidents(page: Page, served: readonly string[]): Promise<number> {
  await page.getByRole('switch', { name: 'Show merged' }).check()
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  const starts = new Set(served.map(text => visibleText(text).replace(/\s/g, '').slice(0, start)))
  const row = (index: number) => grid(page).locator(`[role="row"][aria-rowindex="${index + 2}"][aria-current="true"]`)
  await grid(page).locator('[role="row"][aria-rowindex="2"]').click()
  for (let index = 0; index < rows; index++) {
    await expect(row(index)).toBeFocused()
    await expect(page.locator('section.detail')).toHaveAttribute('aria-busy', 'false')
    const { raw, ...rest } = await inspectPage(page)
    expect(rest, `row ${index}: ${raw.slice(0, start)}`).toEqual({ defects: [], closed: 0, unnamed: 0, wide: false })
    expect(starts.has(raw.slice(0, start)), `row ${index} shows its text as received: ${raw.slice(0, start)}`).toBe(true)
    await page.keyboard.press('ArrowDown')
  }
  return rows
}
