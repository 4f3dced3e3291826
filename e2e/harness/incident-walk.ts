/** @file Opens every incident of the list with the arrow key and checks what the window shows. */
import type { Page } from '@playwright/test'
import { visibleLine } from '../../src/renderer/text/visible-text'
import { grid, upToDate } from './user'
import { expect } from './fixtures'

/** The compared members of an incident. */
const compared = 8

/** Opens every section of the open incident and unfolds its rows. Returns the defects on the page, and the first lines of the raw JSON. */
async function inspectPage(page: Page) {
  return page.evaluate(async (lines) => {
    const frame = () => new Promise<void>(resolve => requestAnimationFrame(() => resolve()))
    // A busy machine needs many frames for events and answers of main.
    const until = async (isDone: () => boolean) => { for (let frames = 0; frames < 600 && !isDone(); frames++) await frame() }
    const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(`.detail ${selector}`)]
    // Words that reveal a missing value, and the message of an unexpected error.
    const defects = /\bundefined\b|\bnull\b|\bNaN\b|\[object |error in the app/i
    const texts: string[] = []
    const busy = () => all('.lazy-fields[aria-busy="true"]').length + all('details:not([open])').length + all('details:not(:has(.item-body))').length
    for (const tab of all<HTMLElement>('[role="tab"]')) {
      tab.click()
      await until(() => all('[role="tabpanel"]:not([hidden]) > *').length > 0)
      // Groups contain further rows.
      for (let depth = 0; depth < 3 && busy() > 0; depth++) {
        for (const each of all<HTMLDetailsElement>('details')) each.open = true
        await until(() => busy() === 0)
      }
      for (const each of all<HTMLElement>('.fold-button[aria-expanded="false"]').slice(0, 20)) each.click()
      await frame()
      await until(() => busy() === 0)
      const raw = document.querySelector('.raw-json')
      for (const element of document.body.querySelectorAll('*')) {
        if (raw?.contains(element)) continue
        for (const name of ['title', 'aria-label', 'aria-valuetext', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
        for (const node of element.childNodes) if (node instanceof Text) texts.push(node.data)
      }
    }
    await until(() => all('.json-row .key').length > 0)
    return {
      defects: texts.filter(text => defects.test(text)).map(text => text.slice(0, 200)),
      raw: all('.json-row').slice(0, lines).map(row => [row.querySelector('.key')?.textContent ?? '', row.querySelector('.json-string')?.textContent ?? '']),
      busy: busy(),
      unnamed: [...document.querySelectorAll('.grid-scroll [role="gridcell"]')].filter(cell => cell.textContent.trim() === '').length,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }
  }, compared)
}

/** Returns the names and the texts of the first members of an incident, as the raw JSON shows them. */
function firstMembers(json: string): string {
  const members = Object.entries(JSON.parse(json) as object).slice(0, compared)
  return JSON.stringify(members.map(([name, value]) => [visibleLine(JSON.stringify(name).slice(1, -1)), typeof value === 'string' ? visibleLine(JSON.stringify(value)) : '']))
}

/** Opens each incident and compares its raw JSON with the texts that the API sent. Returns the number of incidents. */
export async function walkIncidents(page: Page, served: readonly string[]): Promise<number> {
  await page.getByRole('switch', { name: 'Show merged' }).check()
  await upToDate(page)
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  const known = new Set(served.map(firstMembers))
  const row = (index: number) => grid(page).locator(`[role="row"][aria-rowindex="${index + 2}"][aria-current="true"]`)
  await grid(page).locator('[role="row"][aria-rowindex="2"]').click()
  for (let index = 0; index < rows; index++) {
    await expect(row(index)).toBeFocused()
    await expect(page.locator('section.detail')).toHaveAttribute('aria-busy', 'false')
    const { raw, ...rest } = await inspectPage(page)
    expect(rest, `row ${index}: ${JSON.stringify(raw)}`).toEqual({ defects: [], busy: 0, unnamed: 0, wide: false })
    expect(known.has(JSON.stringify(raw)), `row ${index} shows its JSON as received: ${JSON.stringify(raw)}`).toBe(true)
    await row(index).focus()
    await page.keyboard.press('ArrowDown')
  }
  return rows
}
