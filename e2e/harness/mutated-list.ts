import type { Cloud } from '../cloud/start-cloud'
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { RunningApp } from './app'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { mutatedIncidents } from '../cloud/mutated-incidents'
import { exportButton, finished, goTo, refreshButton, signIn } from './user'
import { spendNothing } from './clock'
import { expect } from './fixtures'
import { walkIncidents } from './incident-walk'
import { chooseSavePath } from './system/save-dialog'
import { serveIncidents } from './fake-list'

export interface MutatedList {
  readonly api: ApiKind
  readonly count: number
  readonly seed: number
  /** Where to export to. */
  readonly file: string
}

/** Lists, opens and exports so many mutated incidents in the window. */
export async function showMutatedIncidents({ page, electron }: RunningApp, cloud: Cloud, { api, count, seed, file }: MutatedList): Promise<void> {
  const served = fc.sample(mutatedIncidents(api, Date.now()), { seed, numRuns: count })
  serveIncidents(cloud, api, served)
  await goTo(page, 'Settings')
  if (api === 'microsoft-graph') await page.getByRole('radiogroup', { name: 'API' }).getByRole('radio', { name: 'Microsoft Graph' }).check()
  await signIn(page, cloud)
  await goTo(page, 'Incidents')
  await page.getByRole('radio', { name: '30 days' }).check()
  // Ids that come twice look like a list that moves, so it is read several times: more calls than the quota has in a minute.
  await spendNothing(electron)
  await refreshButton(page).click()
  await finished(page, 120_000)
  const rows = await walkIncidents(page, served)
  // Some lost their id, and some have the id of another one or a time outside of the window.
  expect(rows).toBeGreaterThan(count * 0.7)
  await chooseSavePath(electron, file)
  await exportButton(page).click()
  await page.getByRole('button', { name: 'Export incomplete list' }).click()
  await expect(page.getByRole('status', { name: 'Export' })).toContainText(`Exported ${rows.toLocaleString('en')} incidents`)
  const exported = readFileSync(file, 'utf8')
  expect(JSON.parse(exported)).toHaveLength(rows)
  expect(served.filter(text => exported.includes(Buffer.from(text).toString())).length).toBeGreaterThanOrEqual(rows)
}
