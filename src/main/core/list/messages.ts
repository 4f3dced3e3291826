/** @file The messages between main and the worker with the indexes of all lists. */
import type { Failure } from '../../../shared/contract/failure'
import type { ListCommands, ListIndex, ListQueries } from './list-index'

/** `list` numbers the list: one for each profile in use. */
export type Command = { readonly [C in keyof ListCommands]: {
  readonly list: number
  readonly command: C
  readonly args: Parameters<ListCommands[C]>
} }[keyof ListCommands]

export type Question = { readonly [Q in keyof ListQueries]: {
  readonly list: number
  readonly question: Q
  readonly args: Parameters<ListQueries[Q]>
} }[keyof ListQueries]

export type ToWorker = Command | Question

/** Responses arrive in the order of the queries. */
export type FromWorker = { readonly kind: 'answer', readonly value: unknown } | { readonly kind: 'failed', readonly failure: Failure }

type AnyFunction = (...args: readonly unknown[]) => unknown

/** Performs a command or a query. */
export function perform(index: ListIndex, message: ToWorker): unknown {
  const name = 'command' in message ? message.command : message.question
  return (index[name] as AnyFunction)(...message.args)
}
