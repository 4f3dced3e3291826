import type { ErrorCode, Failure, FailureDetails } from '../../../shared/contract/failure'

/**
 * The only error that core code throws on purpose. It contains facts; the renderer supplies the text. Its `message` is only the code, so that no
 * external text reaches a log.
 */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(readonly code: ErrorCode, readonly details: FailureDetails = {}) {
    super(code)
  }

  get failure(): Failure {
    return { code: this.code, details: this.details }
  }
}

/** Returns the failure to report for `error`: an AppError's own failure, or `unexpected` for any other error. */
export function failureOf(error: unknown): Failure {
  return error instanceof AppError ? error.failure : { code: 'unexpected', details: {} }
}

/** Returns `text` cut to `maxLength` characters, never inside a surrogate pair, so that external text cannot flood a message or a log. */
export function excerpt(text: string, maxLength = 500): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')}…`
}
