/** @file `npm run soak`: thousands of undocumented forms of incidents in the real window. XDR_DESK_SEED repeats a run. */
import path from 'node:path'
import process from 'node:process'
import { test } from '../harness/fixtures'
import { showMutatedIncidents } from '../harness/mutated-list'

test.use({ tenant: { incidents: 1 } })

const seed = Number(process.env.XDR_DESK_SEED)

for (const api of ['defender-xdr', 'microsoft-graph'] as const) {
  test(`lists, shows and exports 3,000 mutated incidents of ${api}, seed ${seed}`, async ({ cloud, folder, launch }) => {
    await showMutatedIncidents(await launch(), cloud, { api, count: 3000, seed, file: path.join(folder, 'out.json') })
  })
}
