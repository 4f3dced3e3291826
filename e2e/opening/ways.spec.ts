/**
 * @file The ways to open a file: menu, button, command palette, recent files, drop, command line and a second start. Nothing is sent, and nothing is stored
 * but paths.
 */
import type { ElectronApplication, Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { electronExecutable, root } from '../harness/app'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { closeFile, dragFiles, dropText, expectSource, fileIsRead, openByDialog, source } from '../harness/files/opening'
import { filesIn, findSecrets } from '../harness/secret-scan'
import { chooseFiles } from '../harness/system/open-dialog'
import { ended } from '../harness/system/process'
import { sessionEnv } from '../harness/system/session-env'
import { collection, goTo, grid } from '../harness/user'

const incident = (id: number, name = `Incident ${id}`) => ({ incidentId: id, incidentName: name, severity: 'High', status: 'Active', lastUpdateTime: '2026-11-24T10:04:00Z', createdTime: '2026-11-24T09:00:00Z', alerts: [] })

/** Writes a file with this many incidents. */
function writeIncidents(folder: string, name: string, count: number): string {
  const file = path.join(folder, name)
  writeFileSync(file, JSON.stringify(Array.from({ length: count }, (_, index) => incident(index + 1, `Phish of ${name} ${index}`))))
  return file
}

const windowTitle = (electron: ElectronApplication): Promise<string> => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
const overlay = (page: Page) => page.getByRole('status', { name: 'Drop a file' })
const firstStart = (page: Page) => page.getByRole('button', { name: 'Explore sample data' })

/** Clicks an item of the application menu. */
async function clickMenu(electron: ElectronApplication, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    items.find(item => item.label === wanted)?.click()
  }, label)
}

/** Runs the command that the palette offers for a text. */
async function runCommand(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill(text)
  await page.keyboard.press('Enter')
}

test('menu, button, palette, recent files and drop open a file, and closing it returns to the profile', async ({ cloud, folder, userData, launch }) => {
  const [two, three, four] = [writeIncidents(folder, 'two.json', 2), writeIncidents(folder, 'three.json', 3), writeIncidents(folder, 'four.json', 4)]
  const { page, electron, output } = await launch()
  await chooseFiles(electron, two)
  await page.getByRole('button', { name: 'Open a file…' }).click()
  await fileIsRead(page, two)
  await expectSource(page, 'File: two.json · Defender XDR · completeness not recorded')
  await expect(collection(page)).toHaveText(/^2\sincidents$/)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3')
  expect(await windowTitle(electron)).toBe('two.json – XDR Desk')
  await expect(page.getByRole('button', { name: 'Refresh' })).toHaveCount(0)
  await expectAccessible(page, 'an opened file')
  await closeFile(page).click()
  await expect(firstStart(page)).toBeVisible()
  expect(await windowTitle(electron)).toBe('XDR Desk')

  await chooseFiles(electron, three)
  await goTo(page, 'Settings')
  await clickMenu(electron, 'Open a file…')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
  await chooseFiles(electron, four)
  await runCommand(page, 'open a file')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '5')
  await runCommand(page, 'open two.json')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3')

  const drag = await dragFiles(page, three)
  await expect(overlay(page)).toContainText('Drop the file to open it')
  await expectAccessible(page, 'a dragged file')
  await drag.leave()
  await expect(overlay(page)).toHaveCount(0)
  await (await dragFiles(page, three)).drop()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
  await expect(overlay(page)).toHaveCount(0)
  await closeFile(page).click()

  renameSync(three, `${three}.moved`)
  await clickMenu(electron, 'Open a file…')
  await fileIsRead(page, four)
  await closeFile(page).click()
  await expect(page.getByRole('list', { name: 'Recent files' })).toContainText(/four\.json.*three\.json no longer there.*two\.json/)
  expect(JSON.parse(readFileSync(path.join(userData, 'recent.json'), 'utf8'))).toEqual({ version: 1, files: [four, three, two] })
  expect(statSync(path.join(userData, 'recent.json')).mode & 0o777).toBe(0o600)
  await clickMenu(electron, 'Clear recent files')
  await expect(page.getByRole('list', { name: 'Recent files' })).toHaveCount(0)
  expect(filesIn(userData).filter(file => file.endsWith('recent.json'))).toEqual([])
  expect(cloud.requests).toEqual([])
  expect(findSecrets(['Phish of'], userData, output())).toEqual([])
})

test('the command line, a second start and the address of a desktop open a file, relative to where they were given', async ({ cloud, display, folder, userData, launch }) => {
  const [two, three] = [writeIncidents(folder, 'two.json', 2), writeIncidents(folder, 'thrée.json', 3)]
  const { page } = await launch({ switches: [...cloud.switches, '--no-such-switch=x', path.join(folder, 'none.json'), two] })
  await fileIsRead(page, two)
  await goTo(page, 'Access')
  await expect(page.getByRole('heading', { name: 'An opened file needs no credentials' })).toBeVisible()
  const start = async (argument: string) => {
    const second = spawn(electronExecutable(), [root, `--user-data-dir=${userData}`, ...cloud.switches, argument], { cwd: folder, env: sessionEnv(display.name), stdio: 'ignore' })
    await ended(second)
  }
  await start('thrée.json')
  await fileIsRead(page, three)
  await expect(page.getByRole('heading', { name: 'Incidents', exact: true })).toBeVisible()
  await start(new URL(`file://${two}`).href)
  await fileIsRead(page, two)
  // A folder, a missing file and a switch open nothing.
  for (const argument of ['.', 'none.json', '--two.json']) await start(argument)
  await expect(source(page)).toContainText('File: two.json')
  expect(cloud.requests).toEqual([])
})

test('a dropped link, text, folder or several files open nothing, and the window stays', async ({ folder, launch }) => {
  const { page, electron } = await launch()
  await expect(firstStart(page)).toBeVisible()
  const address = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  await dropText(page, 'text/uri-list', 'https://example.com/')
  await dropText(page, 'text/plain', 'file:///etc/passwd')
  await expect(overlay(page)).toHaveCount(0)
  const [one, two] = [writeIncidents(folder, 'one.json', 1), writeIncidents(folder, 'two.json', 2)]
  const both = await dragFiles(page, one, two)
  await expect(overlay(page)).toContainText('Drop one file at a time')
  await both.drop()
  await expect(firstStart(page)).toBeVisible()
  mkdirSync(path.join(folder, 'folder.json'))
  await (await dragFiles(page, path.join(folder, 'folder.json'))).drop()
  await expect(page.getByRole('alert')).toContainText('The file cannot be opened')
  expect(await address()).toBe('xdr-desk://app/index.html')
  // Only a file that was dropped has a path: the page can name none.
  const named = await page.evaluate(async (file) => {
    const { openDroppedFile } = (globalThis as unknown as { xdrDesk: Record<string, (file: unknown) => Promise<unknown>> }).xdrDesk
    return Promise.all([new File(['[]'], file), { path: file, name: file }, file].map(each => openDroppedFile?.(each)))
  }, one)
  expect(named).toEqual(named.map(() => ({ ok: false, failure: { code: 'invalid-input', details: {} } })))
})

test('a saved profile and its list are as before once the file is closed', async ({ folder, launch }) => {
  const app = await launch()
  await openByDialog(app, writeIncidents(folder, 'two.json', 2))
  for (const name of ['Settings', 'Access', 'Setup'] as const) {
    await goTo(app.page, name)
    await expect(app.page.getByRole('heading', { name: 'An opened file needs no credentials' })).toBeVisible()
    await expectAccessible(app.page, name)
  }
  await app.page.getByRole('button', { name: 'Close file' }).click()
  await expect(app.page.getByRole('heading', { name: 'An opened file needs no credentials' })).toHaveCount(0)
})
