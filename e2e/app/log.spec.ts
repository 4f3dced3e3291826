/** @file The log records the location of unexpected errors, but no data. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { electronExecutable, root } from '../harness/app'
import { exportIncidents, refresh, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { sendKeys } from '../harness/system/keys'
import { answerMessageDialogs } from '../harness/system/message-dialog'
import { ended } from '../harness/system/process'
import { sessionEnv } from '../harness/system/session-env'
import { findSecrets } from '../harness/secret-scan'

const folderOf = (userData: string) => path.join(userData, 'logs')
const fileOf = (userData: string) => path.join(folderOf(userData), 'xdr-desk.log')
const read = (userData: string) => existsSync(fileOf(userData)) ? readFileSync(fileOf(userData), 'utf8') : ''

test('logs unexpected errors from every source by class and location, without their messages', async ({ cloud, launch, userData }) => {
  const app = await launch()
  const { page, electron } = app
  await signIn(page, cloud)
  await refresh(page)
  expect(existsSync(folderOf(userData))).toBe(false)
  const { questions } = await answerMessageDialogs(electron, 'Continue')
  const canaries = [cloud.entra.app.clientSecret, cloud.entra.issued[0] ?? '', 'incident~title~canary']
  const held = `${canaries.join(' ')}\n    at ${canaries[0]} (file:///out/main/index.js:1:1)\n    at node:${canaries[2]}:1:1`

  await electron.evaluate(({ dialog }, message) => {
    Object.assign(dialog, { showSaveDialog: () => { throw Object.assign(new TypeError(message), { name: message, code: message }) } })
  }, held)
  await exportIncidents(page)
  await expect.poll(() => read(userData)).toMatch(/^\S+Z \d+\.\d+\.\d+ \w+ unexpected TypeError \(call\)\n(?: {4}at out\/main\/[\w./-]+\.js:\d+:\d+\n)+/)

  await electron.evaluate((_electron, message) => {
    setTimeout(() => { throw new RangeError(message, { cause: message }) })
    void Promise.reject(Object.assign(new SyntaxError(message), { code: 'ENOSPC' }))
  }, held)
  await expect.poll(() => read(userData)).toMatch(/unexpected RangeError \(exception\)\n[\s\S]*caused by string\n/)
  await expect.poll(() => read(userData)).toMatch(/unexpected SyntaxError ENOSPC \(rejection\)\n/)
  await expect.poll(async () => (await questions()).map(({ message }) => message)).toEqual(['An unexpected error occurred in XDR Desk.'])
  // The app offers a restart only once.
  await electron.evaluate(() => { setTimeout(() => { throw new EvalError('again') }) })
  await expect.poll(() => read(userData)).toContain('unexpected EvalError (exception)')
  expect(await questions()).toHaveLength(1)

  await page.evaluate((message) => { setTimeout(() => { throw new Error(message) }) }, held)
  await expect.poll(() => read(userData)).toContain(' page error\n')
  // The harness must receive the error before the page is gone.
  await app.ignoreErrors(/incident~title~canary/)
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(() => read(userData)).toMatch(/ process gone: page, (?:crashed|killed), exit code \d+\n/)

  await app.ignoreErrors(/unexpected (?:TypeError|RangeError|SyntaxError|EvalError)/)
  expect(findSecrets(canaries, userData, '')).toEqual([])
  expect(statSync(fileOf(userData)).mode & 0o777).toBe(0o600)
  expect(statSync(folderOf(userData)).mode & 0o777).toBe(0o700)
})

test('Help opens the log folder, or shows its path if the system cannot open it', async ({ launch, userData }) => {
  const { electron } = await launch()
  const { questions } = await answerMessageDialogs(electron, 'OK')
  const opened = await electron.evaluateHandle(({ shell }) => {
    const folders: string[] = []
    Object.assign(shell, { openPath: async (folder: string) => folders.push(folder) > 1 ? 'no program for folders' : '' })
    return folders
  })
  const press = () => electron.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help')
    help?.submenu?.items.find(({ label }) => label === 'Open log folder')?.click()
  })
  // The menu appears after the first paint.
  await expect.poll(async () => {
    await press()
    return (await opened.jsonValue()).length
  }).toBe(1)
  expect(existsSync(folderOf(userData))).toBe(true)
  expect(await questions()).toEqual([])
  await press()
  await expect.poll(questions).toEqual([expect.objectContaining({ detail: `The log is in “${folderOf(userData)}”.` })])
  expect(await opened.jsonValue()).toEqual([folderOf(userData), folderOf(userData)])
})

test('a start that fails before the window exists shows an error and exits', async ({ display, folder, userData }) => {
  const breaking = path.join(folder, 'breaking.cjs')
  writeFileSync(breaking, 'require("electron").protocol.handle = () => { throw new TypeError("canary") }')
  const child = spawn(electronExecutable(), ['-r', breaking, root, `--user-data-dir=${userData}`], { env: sessionEnv(display.name), stdio: ['ignore', 'ignore', 'pipe'] })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString() })
  await sendKeys(display.name, '^Error$', 'key', 'Return')
  await ended(child)
  expect(child.exitCode).toBe(1)
  expect(output).toContain('xdr-desk: unexpected TypeError (rejection)')
  expect(read(userData)).toMatch(/unexpected TypeError \(rejection\)\n {4}at out\/main\//)
  expect(output + read(userData)).not.toContain('canary')
})
