/** @file Which element of the list draws which row. Pure. */
import type { ListRow } from '../../../shared/contract/list'

interface Row {
  /** The position in the list. */
  readonly index: number
  /** undefined until the row has arrived. */
  readonly found: ListRow | undefined
}

/** A row and the element that draws it. */
export interface DrawnRow extends Row {
  /** The key of the element. */
  readonly slot: number
  /** The row that the element's cells show. Until `found` has arrived, it is one that the element drew before: such cells must stay hidden. */
  readonly shown: ListRow | undefined
}

const keyOf = ({ index, found }: Row): string => found?.row.id ?? `row ${index}`

/** Returns whether an element of a row draws the same row now. An unknown row is the one that arrives at its position. */
const isSame = (before: Row, now: Row): boolean => before.found ? keyOf(before) === keyOf(now) : before.index === now.index

/** Rows that stay keep their elements. The others take over the elements of rows that left, in order, and then new ones. */
function assigned(before: readonly DrawnRow[], rows: readonly Row[], newSlot: () => number): DrawnRow[] {
  const left = new Map(before.map(drawn => [keyOf(drawn), drawn]))
  const kept = rows.map((row) => {
    const drawn = left.get(keyOf(row))
    left.delete(keyOf(row))
    return drawn
  })
  const free = left.values()
  return rows.map((row, at) => {
    const drawn = kept[at] ?? free.next().value
    return { ...row, slot: drawn?.slot ?? newSlot(), shown: row.found ?? drawn?.shown }
  })
}

/**
 * Assigns elements to the rows to draw, so that few are created. The rows are in the order of their positions.
 *
 * The element with the focus, which drew the row at `focused` before, never draws another row: its keys and clicks would act on that row. It does not move
 * either, because a move takes the focus away. Therefore, rows above it only take over elements above it, and rows below it those below it.
 */
export function drawnRows(before: readonly DrawnRow[], rows: readonly Row[], focused: number | null): readonly DrawnRow[] {
  let last = Math.max(-1, ...before.map(({ slot }) => slot))
  const newSlot = () => ++last
  const heldAt = before.findIndex(({ index }) => index === focused)
  const held = before[heldAt]
  if (!held) return assigned(before, rows, newSlot)
  const at = rows.findIndex(row => isSame(held, row))
  const row = rows[at]
  if (!row) return assigned(before.filter(drawn => drawn !== held), rows, newSlot)
  return [
    ...assigned(before.slice(0, heldAt), rows.slice(0, at), newSlot),
    { ...row, slot: held.slot, shown: row.found ?? held.shown },
    ...assigned(before.slice(heldAt + 1), rows.slice(at + 1), newSlot),
  ]
}
