/** @file The parts of a failure's message. */
import type { HelpPage } from '../../../shared/contract/app'
import type { FailureDetails } from '../../../shared/contract/failure'

/** What happened, why, and what to do next. */
export interface Message {
  readonly what: string
  readonly why: string
  readonly next: string
  /** A page outside the app that the next step needs. */
  readonly help?: { readonly page: HelpPage, readonly label: string }
  /** A page of the app that the next step needs. */
  readonly go?: 'settings' | 'access'
}

export type MessageOf = (details: FailureDetails) => Message
