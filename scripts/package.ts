/**
 * @file `npm run package`: builds the package for this system (arguments go to electron-builder, for example `-- --linux rpm`). A package
 * with the Electron from the npm registry is marked as not for release.
 */
import path from 'node:path'
import process from 'node:process'
import { buildPackage } from './system/build-package'

const args = process.argv.slice(2)
const files = await buildPackage(args.length > 0 ? args : undefined)
for (const file of files) process.stdout.write(`${path.relative(process.cwd(), file)}\n`)
