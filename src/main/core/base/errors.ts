import type { ErrorCode, Failure, FailureDetails } from '../../../shared/contract/failure'

/**
 * The one error that core code throws on purpose. It carries facts, never words: the renderer has the words. Its
 * message is the code alone, so that nothing from outside can reach a log through it.
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

/** What is told of `error`: an AppError's own failure; for anything else only that it was unexpected. */
export function failureOf(error: unknown): Failure {
  return error instanceof AppError ? error.failure : { code: 'unexpected', details: {} }
}

/** Text from outside, cut so that no answer can flood a message or a log, and never inside a character. */
export function excerpt(text: string, most = 500): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`
}
