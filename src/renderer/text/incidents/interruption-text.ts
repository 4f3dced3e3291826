/** @file The text of restart recovery. */
import type { Interrupted, NotRestartedBecause } from '../../../shared/contract/app'
import type { Collection } from '../../../shared/contract/model'

/** Why the app did not restart the collection automatically, after a sentence about XDR Desk. */
export const notRestartedText: Readonly<Record<NotRestartedBecause, string>> = {
  keyring: 'It waits for you before it loads again, because your keyring may ask for a password.',
  secret: 'It kept the secret or key for that session only. Enter it again in Settings, then load again.',
  repeated: 'It started over several times and was interrupted each time, so it waits for you before it loads again.',
}

/** Returns the note next to the status of the restarted run; '' for any other run. */
export function restartedText(interrupted: Interrupted | null, about: Collection | null): string {
  const isThatRun = interrupted?.kind === 'started' && interrupted.run === about?.run
  return isThatRun ? 'Restarted automatically, because XDR Desk was closed during the last refresh.' : ''
}
