/** @file The text of restart recovery. */
import type { Interrupted, NotRestartedBecause } from '../../../shared/contract/app'
import type { Collection } from '../../../shared/contract/model'

/** Why the app did not restart the collection automatically. */
export const leftText: Readonly<Record<NotRestartedBecause, string>> = {
  keyring: 'Your keyring may ask for its password, so starting over is left to you: Refresh does it.',
  secret: 'The client secret was kept for that session only, so starting over is left to you.',
  repeated: 'It was started again by itself and interrupted each time, so now it is left to you: Refresh does it.',
}

/** Returns the note next to the status of the restarted run; '' for any other run. */
export function startedText(interrupted: Interrupted | null, about: Collection | null): string {
  const isThatRun = interrupted?.kind === 'started' && interrupted.run === about?.run
  return isThatRun ? 'Started again by itself: XDR Desk was closed during the last collection.' : ''
}
