/** @file If the app is killed at any moment of a save, the settings file has the old or the new content. */
import { expect, test } from '../harness/fixtures'
import { killSaves } from './kill-saves'

test('leaves the old or the new settings, never damaged ones, after each of 10 kills during a save', async ({ cloud, display, keyring, userData }) => {
  test.setTimeout(120_000)
  const { env } = await keyring()
  // Half of the kills wait for the draft.
  expect(await killSaves({ userData, display: display.name, cloud, env }, 10)).toBeGreaterThanOrEqual(2)
})
