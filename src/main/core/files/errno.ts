/** Returns the system's name of an error, for example `EACCES`. */
export const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Returns an error with one of the system's error codes, for conditions that the app detects before the system would. */
export const systemError = (errno: string, message: string): Error => Object.assign(new Error(message), { code: errno })
