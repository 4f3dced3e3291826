/** @file The words for a collection that the end of the app interrupted. */
import type { Interrupted, LeftBecause } from '../../shared/app'
import type { Collection } from '../../shared/model'

/** Why it was not started over by itself. */
export const leftWords: Readonly<Record<LeftBecause, string>> = {
  keyring: 'It was not started again by itself, because your keyring may ask for its password. Refresh starts it over.',
  secret: 'It was not started again by itself, because the client secret was kept for that session only.',
  repeated: 'It was started again by itself and interrupted each time. Refresh tries once more.',
}

/** Beside the status, while the list is that of the run that was started over; '' otherwise. */
export function startedWords(interrupted: Interrupted | null, about: Collection | null): string {
  const isIt = interrupted?.kind === 'started' && interrupted.run === about?.run
  return isIt ? 'Started again by itself: XDR Desk was closed during the last collection.' : ''
}
