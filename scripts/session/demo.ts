import process from 'node:process'
import { goTo, refresh, signIn } from '../../e2e/harness/user'
import { openDesk } from './open-app'

const picture = process.argv[2]
const desk = await openDesk(4321)
await signIn(desk.page, desk.cloud)
await goTo(desk.page, 'Incidents')
if (picture) {
  await refresh(desk.page)
  await desk.page.getByRole('row').nth(1).waitFor()
  await desk.page.screenshot({ path: picture })
} else {
  process.stdout.write(`XDR Desk is open on a generated tenant of ${desk.cloud.tenant.incidents.length} incidents: press Refresh, then Export.\n`)
  if (desk.virtual) process.stdout.write('There is no display here, so it runs on a virtual one. For a picture: npm run demo -- --screenshot FILE\n')
  process.stdout.write('Close its window, or press Ctrl+C here, to end.\n')
  await Promise.race([
    desk.electron.waitForEvent('close', { timeout: 0 }),
    new Promise<void>(resolve => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve())),
  ])
}
await desk.end()
