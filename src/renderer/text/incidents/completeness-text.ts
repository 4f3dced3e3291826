/** @file Why a list is incomplete, whatever the list comes from. */
import type { Completeness } from '../../../shared/contract/model'
import { messageOf, messages } from '../failures/messages'
import { visibleLine } from '../visible-text'

/** Returns the reason in a manifest, which is untrusted, as the first sentence of a message if it is the code of a failure. */
export function recordedReasonText(reason: string | null): string {
  if (reason === null) return 'for an unknown reason'
  const known = Object.entries(messages).find(([code]) => code === reason)
  return known ? known[1]({}).what.replace(/\.$/, '') : visibleLine(reason, 100)
}

/** Returns why incidents are missing from a list, in a few words; '' if none are known to be. */
export function missingText(completeness: Completeness | null): string {
  if (completeness?.kind === 'incomplete') return messageOf(completeness.failure).what.replace(/\.$/, '')
  return completeness?.kind === 'recorded-incomplete' ? recordedReasonText(completeness.reason) : ''
}
