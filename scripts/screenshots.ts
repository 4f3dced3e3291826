/**
 * @file `npm run screenshots`: takes pictures of every screen. Those of the README go to docs/images; `-- FOLDER` writes all of them there.
 * `-- FOLDER --survey` takes one of each screen, in turns of all sizes, themes and zooms, with a contact sheet, and fails if axe finds a violation or
 * something is cut off.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from './runtime/electron-runtime'
import { inSession, userFolder } from './system/in-session'

/** The pictures in the README. */
const chosen = ['incidents-overview-light-wide.png', 'incident-dark-wide.png', 'access-cannot-light-wide.png', 'incidents-exported-light-wide.png']

const [, , all, ...options] = process.argv
const target = path.resolve(all ?? path.join(root, 'docs', 'images'))
const folder = await userFolder('xdr-desk-pictures')
process.exitCode = await inSession('scripts/session/screenshots.ts', [folder, ...options])
mkdirSync(target, { recursive: true })
for (const name of readdirSync(folder)) {
  if (all !== undefined || chosen.includes(name)) copyFileSync(path.join(folder, name), path.join(target, name))
}
rmSync(folder, { recursive: true })
