/** @file Builders for tests of messages. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import { messageOf } from './messages'

/** A value for every fact that a message can name. */
export const facts: FailureDetails = {
  host: 'host.example', status: 503, serverCode: 'ServerCode', serverMessage: 'Server message', netError: 'ERR_NET', attempts: 5, seconds: 61,
  path: '/home/a/file', profile: 'Contoso', field: 'certificate', backend: 'basic_text', sealedBy: 'kwallet6', count: 3, bytes: 300_000_000, bits: 1024, keyKind: 'ec', date: '2026-11-24T12:00:00.000Z',
}

/** Returns all three parts of a message as one text. */
export function messageText(code: ErrorCode, details: FailureDetails = {}): string {
  const { what, why, next } = messageOf({ code, details })
  return `${what} ${why} ${next}`
}
