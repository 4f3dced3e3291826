/** @file The stand-in in a process of its own, as a service is; tells its facts in one line and ends with its standard input. */
import process from 'node:process'
import { startCloud } from '../e2e/cloud/start-cloud'

const [incidents = 4500, incidentBytes = 12_000] = process.argv.slice(2).map(Number)
const cloud = await startCloud({ incidents, incidentBytes, redirectedShare: 0.3, awkward: false })
const rawBytes = cloud.tenant.incidents.reduce((sum, each) => sum + each.bytes.length, 0)
const { port, switches, certificate } = cloud
process.stdout.write(`${JSON.stringify({ port, switches, certificate, rawBytes, app: cloud.entra.app })}\n`)
process.stdin.resume().on('end', () => process.exit(0))
