import { expect, test } from '../harness/fixtures'
import { killExports } from './kill-exports'

test.use({ tenant: { incidents: 1500, seed: 8, incidentBytes: 12_000 } })

test('leaves the old or the new file, never a partial one, after each of 5 kills during an export', async ({ cloud, display, folder, keyring, userData }) => {
  test.setTimeout(120_000)
  const { env } = await keyring()
  // Half of the kills wait for the draft.
  expect(await killExports({ userData, folder, display: display.name, cloud, env }, 5)).toBeGreaterThanOrEqual(1)
})
