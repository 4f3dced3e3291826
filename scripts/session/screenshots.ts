import type { Fields } from '../../e2e/cloud/edited'
import type { Cloud } from '../../e2e/cloud/start-cloud'
import path from 'node:path'
import process from 'node:process'
import { from, hold } from '../../e2e/cloud/faults'
import { edited } from '../../e2e/cloud/edited'
import { finished, goTo, refresh, refreshButton, signIn } from '../../e2e/harness/desk'
import { openDesk } from './open-desk'

const folder = process.argv[2] ?? '.'
// Few enough pages for all of it to fit into a minute's quota.
const desk = await openDesk(3021)
const { page, cloud } = desk
/** The page in light and dark, wide and narrow. */
async function shoot(name: string, page = desk.page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [size, viewport] of [['wide', { width: 1280, height: 800 }], ['narrow', { width: 900, height: 600 }]] as const) {
      await page.setViewportSize(viewport)
      await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}-${size}.png`) })
    }
  }
}

/** What analysts and the service do between two refreshes. */
function work({ defender }: Cloud): void {
  const changes: readonly Partial<Fields>[] = [{ severity: 'High' }, { status: 'Resolved' }, { assignedTo: 'mia@contoso.example' }]
  for (const [index, incident] of defender.incidents.filter(each => !each.redirected).slice(2, 26).entries()) {
    const change = index % 5 === 4 ? { incidentId: 1_000_001 + index } : changes[index % 3]
    if (index % 7 < 4) defender.replace(edited(incident, change ?? {}, Date.now() - index))
  }
}

await shoot('first-start')
await goTo(page, 'Settings')
await shoot('settings-empty')
cloud.entra.refuseWith = 7000215
await page.getByRole('textbox', { name: 'Tenant ID' }).fill(cloud.entra.app.tenantId)
await page.getByRole('textbox', { name: 'Client ID' }).fill(cloud.entra.app.clientId)
await page.getByLabel('Client secret').fill('not the secret')
await page.getByRole('button', { name: 'Save' }).click()
await page.getByRole('alert').waitFor()
await shoot('settings-rejected')
cloud.entra.refuseWith = null
await signIn(page, cloud)
await shoot('settings-saved')
await page.getByLabel('Desktop notification').scrollIntoViewIfNeeded()
await shoot('settings-auto-refresh')
await goTo(page, 'Access')
await shoot('access-can')
cloud.entra.roles = []
await page.getByRole('button', { name: 'Get a new token' }).click()
await page.getByText('Cannot list incidents').waitFor()
await shoot('access-cannot')
cloud.entra.roles = ['Incident.Read.All']
await page.getByRole('button', { name: 'Get a new token' }).click()
await page.getByText('Can list incidents').waitFor()
await goTo(page, 'Incidents')
await page.getByRole('radio', { name: '30 days' }).check()
await shoot('incidents-ready')
const held = hold()
cloud.fault('api', from(6, held.fault))
await refreshButton(page).click()
await page.getByText('500 incidents').waitFor()
await shoot('incidents-loading')
await page.getByRole('button', { name: 'Cancel', exact: true }).click()
held.release()
await finished(page)
await shoot('incidents-incomplete')
cloud.fault('api', null)
await refresh(page)
await shoot('incidents-full')
await page.getByRole('row').nth(6).click()
await page.getByRole('region', { name: 'Raw JSON' }).waitFor()
await shoot('incident')
await page.keyboard.press('Escape')
work(cloud)
await refresh(page)
await page.getByText(/\d+ changed/).waitFor()
await shoot('incidents-changed')
await page.getByRole('switch', { name: 'Changed only' }).check()
await page.getByRole('row').nth(1).click()
await page.getByRole('region', { name: 'Changes' }).waitFor()
await shoot('incident-changed')
await page.keyboard.press('Escape')
await page.getByRole('button', { name: 'Clear filters' }).click()
cloud.fault('api', () => ({ kind: 'answer', status: 403, body: '{"error":{"code":"Forbidden","message":"The application does not have any of the required application permissions.","target":"|8f1c-42."}}' }))
await refresh(page)
await shoot('incidents-failed')
cloud.fault('api', () => ({ kind: 'answer', status: 200, body: '{"value":[]}' }))
await refresh(page)
await shoot('incidents-empty')
const again = hold()
cloud.fault('api', from(6, again.fault))
await page.getByRole('button', { name: 'Reload all' }).click()
await page.getByText('500 incidents').waitFor()
await desk.close()
const without = await desk.restart('absent')
await without.page.getByRole('heading', { name: 'The last collection was interrupted' }).waitFor()
await shoot('incidents-interrupted', without.page)
await without.close()
cloud.fault('api', from(6, again.fault))
const started = await desk.restart('open')
await started.page.getByText('500 incidents').waitFor()
await shoot('incidents-started-again', started.page)
again.release()
await desk.end()
