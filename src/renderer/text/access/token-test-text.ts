/** @file Messages for the result of a test call with the token in memory. */
import type { Failure } from '../../../shared/contract/failure'
import type { Message } from '../failures/message'
import { apiByKind } from '../../../shared/vocabulary/clouds'
import { messageOf } from '../failures/messages'
import { quoted } from '../failures/quoted'

/** The next step after a refusal, by its status. */
const remedies: Readonly<Record<number, string>> = {
  401: 'Get a new token, then test again.',
  403: 'Add the missing permission to the app and grant admin consent. Wait a few minutes, then get a new token.',
}
/** The names of permissions in a response: `Incident.Read.All`. */
const permissionName = /\b[A-Z][A-Za-z]+\.Read(?:Write)?\.All\b/g
/** The permissions that the app needs. It never recommends another, whatever a response says. */
const needed: readonly string[] = Object.values(apiByKind).map(({ role }) => role)

/** Returns the next step after a refusal. The response of Microsoft Graph names the permissions that it accepts, and any of them suffices. */
function remedyFor(status: number | undefined, reported = ''): string | undefined {
  const remedy = remedies[status ?? 0]
  const names = reported.match(permissionName) ?? []
  const named = names.find(name => needed.includes(name)) ?? (names.length > 0 ? 'one of the named permissions' : 'the missing permission')
  return remedy?.replace('the missing permission', named)
}

/** Returns the message for a token that the API refused: its status, its text, and what to do. */
export function refusalText(failure: Failure): Message {
  const { host = 'The API', status, serverCode, serverMessage } = failure.details
  const reported = serverMessage ?? serverCode
  return {
    what: `The API refused this token (HTTP ${status ?? 'unknown'}).`,
    why: reported === undefined ? `${host} gave no reason.` : `${host} says: ${quoted(reported)}`,
    // `refused` means that no role is missing, so granting one does not help.
    next: (failure.code === 'refused' ? undefined : remedyFor(status, reported)) ?? messageOf(failure).next,
  }
}

/** Returns the message for a call without a response, or with one that does not depend on the token. */
export function undecidedText(failure: Failure): Message {
  const { what, why, next, help } = messageOf(failure)
  return {
    what: failure.details.status === undefined || failure.code === 'proxy' ? 'The API could not be reached.' : 'The API neither accepted nor refused this token.',
    why: `${what} ${why}`,
    next: next.replace(/^Refresh\b/, 'Test again').replace(/\bthen refresh\b/, 'then test again'),
    ...(help && { help }),
  }
}
