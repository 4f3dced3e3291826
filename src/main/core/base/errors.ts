import type { ErrorCode, Failure, FailureDetails } from '../../../shared/contract/failure'

/**
 * The only error that core code throws on purpose. It contains facts; the renderer has the text. Its message is the code alone, so that no text from
 * outside reaches a log through it.
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

/** Returns the failure to report for `error`: that of an AppError, and `unexpected` for any other. */
export function failureOf(error: unknown): Failure {
  return error instanceof AppError ? error.failure : { code: 'unexpected', details: {} }
}

/** Returns text from outside, cut so that no response floods a message or a log, and never inside a character. */
export function excerpt(text: string, most = 500): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`
}
