/** @file `npm run --silent runtime` prints the path of the Electron executable, after downloading it if necessary. */
import process from 'node:process'
import { installMissing } from './system/packages'
import { electronRuntime } from './runtime/electron-runtime'

await installMissing(['runtime'])
const { executable } = await electronRuntime()
process.stdout.write(`${executable}\n`)
