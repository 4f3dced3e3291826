/**
 * @file `npm run package`: the package for this system (arguments go to electron-builder, e.g. `-- --linux rpm`). Made with the
 * Electron of the npm registry it is marked as not for release.
 */
import path from 'node:path'
import process from 'node:process'
import { buildPackage } from './system/build-package'

const args = process.argv.slice(2)
const files = await buildPackage(args.length > 0 ? args : undefined)
for (const file of files) process.stdout.write(`${path.relative(process.cwd(), file)}\n`)
