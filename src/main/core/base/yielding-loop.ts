import type { Clock } from './clock'

/** A few milliseconds' work on a slow computer. */
const itemsAtOnce = 5_000

/** What a pause is taken of. */
export type Pauses = Pick<Clock, 'wait'>

/** Does something with each of very many, with pauses between: main answers the window and the network meanwhile. */
export async function forEachYielding<T>(items: Iterable<T>, act: (item: T) => void, { wait }: Pauses): Promise<void> {
  let done = 0
  for (const item of items) {
    // setImmediate would not do: it does not wake Electron's main process where that is idle.
    if (done > 0 && done % itemsAtOnce === 0) await wait(0)
    act(item)
    done++
  }
}
