/** @file Incidents that no documentation shows, in the real window. The same in thousands: mutated-incidents.soak.spec.ts. */
import path from 'node:path'
import { test } from '../harness/fixtures'
import { showMutatedIncidents } from '../harness/mutated-list'

test.use({ tenant: { incidents: 1 } })

for (const api of ['defender-xdr', 'microsoft-graph'] as const) {
  test(`125 mutated incidents of ${api} are listed, shown and exported`, async ({ cloud, folder, launch }) => {
    await showMutatedIncidents(await launch(), cloud, { api, count: 125, seed: 20261126, file: path.join(folder, 'out.json') })
  })
}
