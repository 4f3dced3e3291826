/** How an incident is connected with others by merges. */
export interface Merges {
  /** The end of the chain of merges. */
  readonly target: string | null
  /** Whether the list contains that incident, so the user can open it. */
  readonly targetListed: boolean
  /** Whether the chain of merges leads back to this incident. */
  readonly inCircle: boolean
  readonly merged: readonly string[]
}
