import process from 'node:process'
import { changeBetweenRuns } from '../../e2e/cloud/sample-tenant'
import { goTo, refresh, signInToGraph } from '../../e2e/harness/user'
import { openApp } from './open-app'

const picture = process.argv[2]
const app = await openApp()
changeBetweenRuns(app.tenant, app.cloud)
await signInToGraph(app.page, app.cloud)
await goTo(app.page, 'Incidents')
if (picture) {
  await refresh(app.page)
  await app.page.getByRole('row').nth(1).waitFor()
  // The views are counted a moment later, and no button looks as if the mouse were over it.
  const listed = app.tenant.incidents.filter(each => !each.redirected).length
  await app.page.getByRole('list', { name: 'Views' }).getByText(String(listed), { exact: true }).waitFor()
  await app.page.mouse.move(2, 2)
  await app.page.screenshot({ path: picture })
} else {
  process.stdout.write(`XDR Desk is open on a generated tenant of ${app.tenant.incidents.length} incidents: press Refresh, then Export. Each later Refresh shows changes.\n`)
  if (app.virtual) process.stdout.write('There is no display here, so it runs on a virtual one. For a picture: npm run demo -- --screenshot FILE\n')
  process.stdout.write('Close its window, or press Ctrl+C here, to end.\n')
  await Promise.race([
    app.electron.waitForEvent('close', { timeout: 0 }),
    new Promise<void>(resolve => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve())),
  ])
}
await app.end()
