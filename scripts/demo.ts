/** @file `npm run demo`: opens the app on a generated tenant. `-- --screenshot FILE` writes a picture of it instead. */
import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { inSession, userFolder } from './system/in-session'

const at = process.argv.indexOf('--screenshot')
const wanted = at === -1 ? undefined : process.argv[at + 1]
if (at !== -1 && !wanted) {
  process.stderr.write('Which file? npm run demo -- --screenshot FILE\n')
  process.exitCode = 1
} else if (wanted) {
  const folder = await userFolder('xdr-desk-picture')
  const picture = path.join(folder, 'picture.png')
  process.exitCode = await inSession('scripts/session/demo.ts', [picture])
  if (process.exitCode === 0) {
    copyFileSync(picture, path.resolve(wanted))
    process.stdout.write(`Written: ${wanted}\n`)
  }
  rmSync(folder, { recursive: true })
} else {
  process.exitCode = await inSession('scripts/session/demo.ts', [])
}
