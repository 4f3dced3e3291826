import { expect, test } from '../harness/fixtures'
import { killFormats } from './kill-formats'

test.use({ tenant: { incidents: 600, seed: 8, incidentBytes: 12_000 } })

test('leaves no partial file or folder after 5 kills during an export in each format', async ({ cloud, display, folder, keyring, userData }) => {
  test.setTimeout(600_000)
  const { env } = await keyring()
  const during = await killFormats({ userData, folder, display: display.name, cloud, env }, 5)
  console.log('kills that left a draft', during)
  // Half of the kills wait for the draft.
  expect(during).toBeGreaterThanOrEqual(4)
})
