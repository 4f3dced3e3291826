/** @file `npm run --silent runtime` prints the path of the Electron executable, fetching it where it is missing. */
import process from 'node:process'
import { installMissing } from './system/packages'
import { electronRuntime } from './runtime/electron-runtime'

await installMissing(['runtime'])
const { executable } = await electronRuntime()
process.stdout.write(`${executable}\n`)
