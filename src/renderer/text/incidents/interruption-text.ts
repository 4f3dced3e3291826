/** @file The words for a collection that the end of the app interrupted. */
import type { Interrupted, LeftBecause } from '../../../shared/contract/app'
import type { Collection } from '../../../shared/contract/model'

/** Why it was not started over by itself. */
export const leftText: Readonly<Record<LeftBecause, string>> = {
  keyring: 'Your keyring may ask for its password, so starting over is left to you: Refresh does it.',
  secret: 'The client secret was kept for that session only, so starting over is left to you.',
  repeated: 'It was started again by itself and interrupted each time, so now it is left to you: Refresh does it.',
}

/** Beside the status, while the list is that of the run that was started over; '' otherwise. */
export function startedText(interrupted: Interrupted | null, about: Collection | null): string {
  const isIt = interrupted?.kind === 'started' && interrupted.run === about?.run
  return isIt ? 'Started again by itself: XDR Desk was closed during the last collection.' : ''
}
