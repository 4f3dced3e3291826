/** @file The text of restart recovery. */
import type { Interrupted, NotRestartedBecause } from '../../../shared/contract/app'
import type { Collection } from '../../../shared/contract/model'

/** Why the app did not restart the collection automatically. */
export const notRestartedText: Readonly<Record<NotRestartedBecause, string>> = {
  keyring: 'XDR Desk did not restart it, because your keyring may ask for its password. Refresh to start over.',
  secret: 'XDR Desk did not restart it, because the client secret was kept for that session only.',
  repeated: 'XDR Desk restarted it several times, and it was interrupted each time. Refresh to try again.',
}

/** Returns the note next to the status of the restarted run; '' for any other run. */
export function restartedText(interrupted: Interrupted | null, about: Collection | null): string {
  const isThatRun = interrupted?.kind === 'started' && interrupted.run === about?.run
  return isThatRun ? 'Restarted automatically: XDR Desk was closed during the last collection.' : ''
}
