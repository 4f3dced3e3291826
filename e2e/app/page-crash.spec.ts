/** @file After a crash of the page's process, the page loads again with the collected incidents. */
import type { RunningApp } from '../harness/app'
import { refresh, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { always, respond } from '../cloud/faults'
import { answerMessageDialogs } from '../harness/system/message-dialog'

/** Ends the page's process and waits until the window has loaded its page again. */
const crash = ({ electron }: RunningApp) => electron.evaluate(async ({ BrowserWindow }) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents
  const loaded = new Promise((resolve) => { contents?.once('did-finish-load', () => resolve(null)) })
  contents?.forcefullyCrashRenderer()
  await loaded
})

/** Returns the text in the window. Playwright's page object is unusable after a crash. */
const text = ({ electron }: RunningApp): Promise<string> => electron.evaluate(async ({ BrowserWindow }) =>
  String(await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')))

test('restores the failure and the previous list if the page crashes after a failed refresh', async ({ cloud, launch }) => {
  const app = await launch()
  await signIn(app.page, cloud)
  await refresh(app.page)
  await expectComplete(app.page)
  cloud.fault('api', always(respond(403)))
  await refresh(app.page)
  await crash(app)
  await expect.poll(() => text(app)).toMatch(/Refresh failed\s*·\s*250\sincidents/)
})

test('restores the list after a crash, and asks the user after a second crash within a minute', async ({ cloud, launch }) => {
  const app = await launch()
  await signIn(app.page, cloud)
  await refresh(app.page)
  await expectComplete(app.page)
  const { questions } = await answerMessageDialogs(app.electron, 'Load the window again')
  await crash(app)
  await expect.poll(() => text(app)).toMatch(/250\sincidents[\s\S]*(?<!in)complete/)
  expect(await questions()).toEqual([])
  await crash(app)
  await expect.poll(questions).toEqual([expect.objectContaining({ message: 'XDR Desk\'s window stopped working twice.', buttons: ['Load the window again', 'Quit XDR Desk'] })])
  await expect.poll(() => text(app)).toMatch(/250\sincidents/)
})
