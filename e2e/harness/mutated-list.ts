import type { Cloud } from '../cloud/start-cloud'
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { RunningApp } from './app'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { mutatedIncidents } from '../cloud/mutated-incidents'
import { exportIncidents, exportStatus, finished, goTo, refreshButton, signIn } from './user'
import { neverSpendQuota } from './clock'
import { expect } from './fixtures'
import { walkIncidents } from './incident-walk'
import { chooseSavePath } from './system/save-dialog'
import { serveIncidents } from './fake-list'

export interface MutatedList {
  readonly api: ApiKind
  readonly count: number
  readonly seed: number
  /** The path of the export. */
  readonly file: string
}

/** Lists, opens and exports `count` mutated incidents in the window, and expects no defect. */
export async function showMutatedIncidents({ page, electron }: RunningApp, cloud: Cloud, { api, count, seed, file }: MutatedList): Promise<void> {
  const served = fc.sample(mutatedIncidents(api, Date.now()), { seed, numRuns: count })
  serveIncidents(cloud, api, served)
  await goTo(page, 'Settings')
  if (api === 'microsoft-graph') await page.getByRole('radiogroup', { name: 'API' }).getByRole('radio', { name: 'Microsoft Graph' }).check()
  await signIn(page, cloud)
  await goTo(page, 'Incidents')
  await page.getByRole('radio', { name: '30 days' }).check()
  // Repeated IDs look like movement, so the app reads the list several times, with more calls than the quota allows per minute.
  await neverSpendQuota(electron)
  await refreshButton(page).click()
  await finished(page, 120_000)
  const rows = await walkIncidents(page, served)
  // Some incidents lack an ID, share one, or have a time outside the window.
  expect(rows).toBeGreaterThan(count * 0.7)
  await chooseSavePath(electron, file)
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText(`Exported ${rows.toLocaleString('en')} incidents`)
  const exported = readFileSync(file, 'utf8')
  expect(JSON.parse(exported)).toHaveLength(rows)
  expect(served.filter(text => exported.includes(Buffer.from(text).toString())).length).toBeGreaterThanOrEqual(rows)
}
