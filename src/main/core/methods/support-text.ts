/** @file The text to paste into a support case. SECURITY: contains only facts from a closed list, each as one line of plain characters. */
import type { SupportFacts } from '../../../shared/contract/access'
import type { About } from '../../../shared/contract/app'

/** IDs and codes consist of these characters. Anything else that a server sends is replaced. */
const plain = (text: string): string => text.replace(/[^\w .:|,/+()-]/g, '?').slice(0, 120)

/** Returns the facts, one per line. */
export function supportText(facts: SupportFacts, { version, platform }: Pick<About, 'version' | 'platform'>): string {
  const { failure, time, host, status, serverCode, aadsts, target, correlationId, traceId } = facts
  const code = [aadsts, serverCode, status && `HTTP ${status}`].filter(Boolean).join(', ')
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Failure', failure],
    ['Code', code],
    ['Host', host],
    ['Tracking id', target],
    ['Correlation id', correlationId],
    ['Trace id', traceId],
    ['Time', time],
    ['App', `XDR Desk ${version}, ${platform}`],
  ]
  return `${lines.filter(([, value]) => value).map(([name, value]) => `${name}: ${plain(value ?? '')}`).join('\n')}\n`
}
