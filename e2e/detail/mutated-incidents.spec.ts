/** @file Undocumented forms of incidents in the real window. mutated-incidents.soak.spec.ts runs the same test with thousands of incidents. */
import path from 'node:path'
import { test } from '../harness/fixtures'
import { showMutatedIncidents } from '../harness/mutated-list'

test.use({ tenant: { incidents: 1 } })

for (const api of ['defender-xdr', 'microsoft-graph'] as const) {
  test(`lists, shows and exports 100 mutated incidents of ${api}`, async ({ cloud, folder, launch }) => {
    // Each incident has five sections.
    test.slow()
    await showMutatedIncidents(await launch(), cloud, { api, count: 100, seed: 20261126, file: path.join(folder, 'out.json') })
  })
}
