import type { Locator } from '@playwright/test'
import type { ProxyQuestion } from '../../src/shared/contract/proxy'
import type { Mode } from './views'
import path from 'node:path'
import process from 'node:process'
import { createAuthority } from '../../e2e/cloud/certificate'
import { apiHost, loginHost } from '../../e2e/cloud/hosts'
import { always, from, hold, respond } from '../../e2e/cloud/faults'
import { cancelButton, finished, goTo, openSection, refresh, refreshButton, reloadAll, saveButton, sections, signIn, typeCredentials, upToDate } from '../../e2e/harness/user'
import { intrusionName } from '../../src/main/core/sample/intrusion/create-intrusion'
import { pictureAccess } from './access-pictures'
import { pictureCertificates, pictureExpiry } from './credential-pictures'
import { pictureExport } from './export-pictures'
import { pictureFiles } from './file-pictures'
import { openApp } from './open-app'
import { pictureOverview } from './overview-pictures'
import { createSurvey } from './survey'
import { pictureOddValues } from './value-pictures'
import { viewsOf } from './views'

const folder = process.argv[2] ?? '.'
/** `--once` is a test of this script. */
const mode: Mode = process.argv[3] === '--once' ? 'once' : process.argv[3] === '--survey' ? 'survey' : 'all'
const survey = mode === 'survey' ? createSurvey() : null
let screens = 0
const app = await openApp()
const { page, cloud, tenant } = app
/** Takes pictures of the page in the views of the mode, after scrolling to `part`. */
async function shoot(name: string, part?: Locator, page = app.page): Promise<void> {
  for (const { name: view, colorScheme, viewport } of viewsOf(mode, screens++)) {
    const picture = `${name}-${view}.png`
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await part?.scrollIntoViewIfNeeded()
    // Nothing is shown as if the mouse were over it.
    await page.mouse.move(2, 2)
    await page.screenshot({ path: path.join(folder, picture) })
    await survey?.examine(page, picture)
  }
  // The next steps are those of a window of the usual size.
  if (survey) await page.setViewportSize({ width: 1280, height: 800 })
}

/** Names the profile, whose name stands in every picture. */
async function nameProfile(): Promise<void> {
  const name = page.getByRole('textbox', { name: 'Profile name' })
  await name.fill('Contoso')
  await name.press('Enter')
}

/** Opens the incident of the intrusion. */
const openIntrusion = () => page.getByRole('row').filter({ hasText: intrusionName }).click()

/** Takes the same pictures with Microsoft Graph, and those of a service that cannot deliver some alerts with the list. */
async function useGraph(): Promise<void> {
  const { graph } = cloud
  await goTo(page, 'Settings')
  await page.getByRole('radiogroup', { name: 'API' }).getByRole('radio', { name: 'Microsoft Graph' }).check()
  await signIn(page, cloud)
  await shoot('graph-settings')
  await goTo(page, 'Incidents')
  await refresh(page)
  await shoot('graph-incidents')
  await openIntrusion()
  await openSection(page, 'Timeline')
  await shoot('graph-incident')
  await page.keyboard.press('Escape')
  const failing = new Set(cloud.defender.incidents.filter(each => !each.redirected).flatMap(({ id }, index) => index === 3 || index === 8 ? [id] : []))
  graph.options.unexpandable = ({ id }, isSingle) => failing.has(id) && !isSingle
  await reloadAll(page)
  await shoot('graph-without-alerts')
  await page.getByRole('columnheader', { name: 'Alerts' }).getByRole('button').click()
  await upToDate(page)
  const held = hold()
  graph.options.unexpandable = () => true
  cloud.fault('graph', () => held.fault)
  await page.getByRole('row').nth(2).click()
  const alerts = await openSection(page, 'Alerts')
  await alerts.getByRole('progressbar').waitFor()
  await shoot('graph-alerts-fetching', alerts)
  held.release()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await shoot('graph-alerts-failed', alerts)
}

await shoot('first-start')
await goTo(page, 'Setup')
await shoot('setup-first-use')
await goTo(page, 'Settings')
await shoot('settings-empty')
cloud.entra.refuseWith = 7000215
await page.getByRole('textbox', { name: 'Tenant ID' }).fill(cloud.entra.app.tenantId)
await page.getByRole('textbox', { name: 'Client ID' }).fill(cloud.entra.app.clientId)
await page.getByLabel('Client secret').fill('not the secret')
await saveButton(page).click()
await page.getByRole('alert').waitFor()
await shoot('settings-rejected')
cloud.entra.refuseWith = null
await signIn(page, cloud)
await nameProfile()
await shoot('settings-saved')
await shoot('settings-auto-refresh', page.getByLabel('Desktop notification'))
await pictureCertificates({ ...app, shoot })
await pictureExpiry({ ...app, shoot })
await goTo(page, 'Settings')
await nameProfile()
const testButton = page.getByRole('button', { name: 'Test connection', exact: true })
const testStatus = page.getByRole('status', { name: 'Connection test' })
await goTo(page, 'Setup')
await testButton.click()
await testStatus.getByText('All 6 checks passed').waitFor()
await shoot('setup-passed')
cloud.entra.refuseWith = 7000215
await testButton.click()
await testStatus.getByText('failed').waitFor()
await shoot('setup-failed')
await page.getByRole('button', { name: 'Show the step' }).click()
await shoot('setup-failed-step')
cloud.entra.refuseWith = null
const slow = hold()
cloud.fault('entra', from(1, slow.fault))
await testButton.click()
await testStatus.getByText('Requesting a token').waitFor()
await shoot('setup-running')
await cancelButton(page).click()
slow.release()
cloud.fault('entra', null)
await pictureAccess({ ...app, shoot })
await goTo(page, 'Incidents')
await shoot('incidents-ready')
const held = hold()
cloud.fault('api', from(2, held.fault))
await refreshButton(page).click()
await page.getByText('100 incidents').waitFor()
await shoot('incidents-loading')
await cancelButton(page).click()
held.release()
await finished(page)
await shoot('incidents-incomplete')
cloud.fault('api', null)
await refresh(page)
// The rail counts the views a moment after the list has its last row.
await page.getByRole('list', { name: 'Views' }).getByText(String(cloud.defender.incidents.filter(({ redirected }) => !redirected).length), { exact: true }).waitFor()
await shoot('incidents-full')
await pictureOverview({ page, shoot })
await pictureExport({ ...app, shoot })
await pictureFiles({ ...app, shoot })
await openIntrusion()
for (const name of sections) {
  await openSection(page, name)
  await shoot(`incident-${name.toLowerCase().replace(' ', '-')}`)
}
await page.getByRole('button', { name: 'Copy', exact: true }).click()
await shoot('incident-copy')
await page.keyboard.press('Escape')
await openSection(page, 'Timeline')
await shoot('incident')
await page.keyboard.press('Escape')
tenant.passTime(cloud)
await refresh(page)
await page.getByText(/\d+ changed/).waitFor()
await shoot('incidents-changed')
await page.getByRole('switch', { name: 'Changed only' }).check()
await page.getByRole('row').filter({ has: page.getByRole('img', { name: /^Severity raised/ }) }).first().click()
await page.getByRole('region', { name: /^Incident / }).getByText(/Changed since/).waitFor()
await shoot('incident-changed')
await page.keyboard.press('Escape')
await page.getByRole('button', { name: 'Clear filters' }).click()
cloud.fault('api', always(respond(403, '{"error":{"code":"Forbidden","message":"The application does not have any of the required application permissions.","target":"|8f1c-42."}}')))
await refresh(page)
await shoot('incidents-failed')
// A refresh would keep the rows of the current list.
cloud.fault('api', always(respond(200, '{"value":[]}')))
await reloadAll(page)
await page.getByRole('row').nth(1).waitFor({ state: 'detached' })
await page.getByText('No incident was updated in the last 48 hours').waitFor()
await shoot('incidents-empty')
cloud.fault('api', null)
await useGraph()
await pictureOddValues({ ...app, shoot })
await goTo(page, 'Settings')
// Sends the event of a proxy that requires credentials, because there is no proxy here.
const tell = (question: ProxyQuestion | null) => app.electron.evaluate(({ BrowserWindow }, told) => BrowserWindow.getAllWindows()[0]?.webContents.send('proxySignIn', told), question)
const asked: ProxyQuestion = { proxy: 'proxy.contoso.example:8080', realm: 'Contoso web access', scheme: 'basic', refused: false }
await tell(asked)
await page.getByRole('dialog', { name: 'Proxy sign-in' }).waitFor()
await shoot('proxy-sign-in')
await page.getByRole('textbox', { name: 'User name' }).fill('CONTOSO\\mia')
await tell({ ...asked, refused: true })
await page.getByText('did not accept').waitFor()
await shoot('proxy-sign-in-refused')
await tell(null)
await app.end()

// The app closes during a collection, and restarts without its keyring and with it.
const closed = await openApp()
await signIn(closed.page, closed.cloud)
await goTo(closed.page, 'Incidents')
const again = hold()
closed.cloud.fault('api', from(2, again.fault))
await refreshButton(closed.page).click()
await closed.page.getByText('100 incidents').waitFor()
await closed.close()
const without = await closed.restart('absent')
await without.page.getByRole('heading', { name: 'The last refresh was interrupted' }).waitFor()
await shoot('incidents-interrupted', undefined, without.page)
await without.close()
closed.cloud.fault('api', from(2, again.fault))
const started = await closed.restart('open')
await started.page.getByText('100 incidents').waitFor()
await shoot('incidents-started-again', undefined, started.page)
again.release()
await closed.end()

// The app without a keyring, behind an untrusted certificate authority.
const bare = await openApp({ bare: true })
const authority = await createAuthority('Contoso TLS Inspection CA 2')
bare.cloud.useCertificate(await authority.issue([loginHost, apiHost]))
await typeCredentials(bare.page, bare.cloud)
await bare.page.getByText('Saved for this session, but not checked.').waitFor()
await bare.page.getByRole('status', { name: 'Secret storage' }).scrollIntoViewIfNeeded()
await shoot('settings-no-keyring', undefined, bare.page)
await refresh(bare.page)
await shoot('incidents-untrusted', undefined, bare.page)
await bare.end()

const findings = survey?.finish(folder) ?? []
for (const finding of findings) process.stdout.write(`${finding}\n`)
process.exitCode = findings.length > 0 ? 1 : 0
