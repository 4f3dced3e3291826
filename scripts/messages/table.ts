/** @file Runs the connection test with every fault and records the message that the user sees. Times are those of the process's time zone. */
import type { ConnectionReport } from '../../src/shared/contract/connection'
import type { Credentials } from '../../src/main/core/credentials/credential'
import type { Endpoint } from '../../src/main/core/diagnostics/fake-service'
import { verdictTitle, verdictText } from '../../src/renderer/text/access/verdict-text'
import type { Pair } from './faults'
import { messageOf } from '../../src/renderer/text/failures/messages'
import { checkText, connectionTestText } from '../../src/renderer/text/connection-test-text'
import { createSelfSigned } from '../../src/main/core/credentials/self-signed'
import { credentials, setUp, start } from '../../src/main/core/diagnostics/fake-service'
import { pairs } from './faults'

export interface Row extends Pair {
  readonly report: ConnectionReport
  /** The failed check as it is listed. */
  readonly check: string
  readonly what: string
  readonly why: string
  readonly next: string
}

/** Returns the message at the end of a test, or while it waits. */
function textOfReport({ outcome }: ConnectionReport, reports: readonly ConnectionReport[]): Pick<Row, 'what' | 'why' | 'next'> {
  const waiting = reports.find(report => report.waiting !== null)
  if (outcome?.kind === 'passed' && waiting) return { what: connectionTestText(waiting, start + waiting.elapsedMs), why: '', next: '*(The test continues by itself.)*' }
  if (outcome?.kind !== 'failed') return { what: '', why: '', next: '' }
  const { cause } = outcome
  if (cause.kind === 'failure') return messageOf(cause.failure)
  const { because, steps } = verdictText(cause.access)
  return { what: verdictTitle(cause.access), why: because, next: steps.join(' ') }
}

/** Runs the connection test with a fault. */
async function toRow(pair: Pair, byCertificate: Credentials): Promise<Row> {
  const { test, reports } = setUp({
    at: pair.at,
    fault: (nth, request) => pair.once && nth > 1 ? undefined : pair.fault(request),
    ...(pair.byCertificate && { load: async () => byCertificate }),
  })
  const report = await test.run()
  const { outcome } = report
  return { ...pair, report, check: outcome?.kind === 'failed' ? checkText[outcome.check].text(report) : '–', ...textOfReport(report, reports) }
}

const titles: Readonly<Record<Endpoint, string>> = { tenant: 'Tenant lookup', token: 'Token request', list: 'Request for one incident' }

/** Returns the table as a Markdown page. */
export function messagePage(rows: readonly Row[]): string {
  const line = (...cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const table = (at: Endpoint) => [
    `## ${titles[at]}`, '',
    line('fault', 'failed check', 'what', 'why', 'next'), '|---|---|---|---|---|',
    ...rows.filter(row => row.at === at).map(({ name, check, what, why, next }) => line(name, check, what, why, next)), '',
  ]
  return [
    '<!-- Written by `npm run messages`. Do not edit. -->', '',
    '# The message for every fault', '',
    'The connection test runs once for each fault, with the Defender XDR API. The failed check and the message are those on the screen.', '',
    ...table('tenant'), ...table('token'), ...table('list'),
  ].join('\n')
}

/** Returns a row for every fault at every request. */
export async function messageRows(): Promise<readonly Row[]> {
  const { privateKey, certificate } = createSelfSigned(start)
  const byCertificate: Credentials = { ...credentials, credential: { kind: 'certificate', privateKey, certificate } }
  return Promise.all(pairs.map(pair => toRow(pair, byCertificate)))
}
