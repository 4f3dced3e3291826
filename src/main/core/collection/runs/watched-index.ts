/** @file Counts the changes of the rows on screen, so that the page requests rows again only after one. */
import type { ListCommands } from '../../list/list-index'

/** The commands with which runs fill the index of a list. */
export type IndexCommands = Pick<ListCommands, 'begin' | 'add' | 'end' | 'replace' | 'setChanges' | 'clear'>

export interface WatchedIndex {
  readonly index: IndexCommands
  /** Increases with each command that may change the rows on screen. */
  readonly version: () => number
  /** Counts the loss of the index, which is then filled again. */
  readonly lose: () => void
}

/** @param isShown returns whether a list is on screen. The rows of a run then stay out of sight until its end. */
export function watchIndex({ begin, add, end, replace, setChanges, clear }: IndexCommands, isShown: () => boolean): WatchedIndex {
  let version = 0
  const counted = <Args extends readonly unknown[]>(command: (...args: Args) => void, isSeen = () => true) => (...args: Args): void => {
    if (isSeen()) version++
    command(...args)
  }
  const isArriving = () => !isShown()
  return {
    index: {
      begin: counted(begin, isArriving),
      add: counted(add, isArriving),
      end: counted(end),
      replace: counted(replace),
      setChanges: counted(setChanges),
      clear: counted(clear),
    },
    version: () => version,
    lose: () => { version++ },
  }
}
