/** @file Opening files, as a user and as the desktop do it. */
import type { Locator, Page } from '@playwright/test'
import type { RunningApp } from '../app'
import { expect } from '@playwright/test'
import { chooseFiles } from '../system/open-dialog'

export const source = (page: Page): Locator => page.getByRole('status', { name: 'Source' })
export const closeFile = (page: Page): Locator => page.getByRole('button', { name: 'Close file' })

/** Asserts the whole text of the status `Source`: a part of it would also accept "incomplete". */
export async function expectSource(page: Page, text: string): Promise<void> {
  await expect(source(page)).toHaveText(text)
}

/** Opens a file by the keyboard and the system's dialog, and waits until it is read or cannot be opened. */
export async function openByDialog({ page, electron }: Pick<RunningApp, 'page' | 'electron'>, file: string): Promise<void> {
  await chooseFiles(electron, file)
  await page.keyboard.press('Control+o')
  await fileIsRead(page, file)
}

/** Waits until a file is read, or cannot be opened. */
export async function fileIsRead(page: Page, file: string, timeout = 30_000): Promise<void> {
  const name = file.slice(file.lastIndexOf('/') + 1)
  await expect(source(page)).toContainText(`File: ${name}`, { timeout })
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toHaveCount(0, { timeout })
}

/** Files that are dragged over the middle of the window. */
export interface Drag {
  readonly drop: () => Promise<void>
  /** Drags the files out of the window. */
  readonly leave: () => Promise<void>
}

/** Drags files over the window, as the file manager does: the page gets real files, whose paths the system knows. */
export async function dragFiles(page: Page, ...files: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') => session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await send('dragEnter')
  await send('dragOver')
  return {
    drop: async () => {
      await send('drop')
      await session.detach()
    },
    // The debugger cannot drag out of the window, so the page gets the event that the browser then sends.
    leave: async () => {
      await page.evaluate(() => globalThis.dispatchEvent(new DragEvent('dragleave')))
      await session.detach()
    },
  }
}

/** Drags text or a link over the middle of the window, and drops it. */
export async function dropText(page: Page, mimeType: 'text/plain' | 'text/uri-list', text: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [{ mimeType, data: text }], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
}
