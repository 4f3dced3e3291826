import type { Clock } from './clock'

/** The number of items between pauses, if one item takes about a microsecond: a few milliseconds of work on a slow computer. */
const manyItems = 5_000

/** The clock that provides the pauses. */
export type Pauses = Pick<Clock, 'wait'>

/** Calls `act` for each item, with a pause after every `itemsAtOnce` items so that the main process can serve the window and the network. */
export async function forEachYielding<T>(items: Iterable<T>, act: (item: T) => void, { wait }: Pauses, itemsAtOnce = manyItems): Promise<void> {
  let done = 0
  for (const item of items) {
    // Not setImmediate, which does not wake Electron's main process if the process is idle.
    if (done > 0 && done % itemsAtOnce === 0) await wait(0)
    act(item)
    done++
  }
}
