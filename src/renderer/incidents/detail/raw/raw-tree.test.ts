import type { JsonEntry } from '../../../../shared/contract/raw-json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addEntries, fold, nodeOf, rowAt, rowOf, unfold } from './raw-tree'

const entryOf = (at: number, count = 0): JsonEntry => ({ at, key: null, kind: count > 0 ? 'array' : 'number', text: '', bytes: 1, count })
/** A node whose entries are at its own position and 1, 2, 3 … behind it. */
const node = (at: number, count: number) => nodeOf({ at, count, from: 0, entries: Array.from({ length: count }, (_, index) => entryOf(at + 1 + index)) })
const rowsOf = (root: ReturnType<typeof node>) => Array.from({ length: root.size }, (_, row) => {
  const found = rowAt(root, row)
  return found && `${found.node.at}/${found.index}`
})

describe('the rows of a tree', () => {
  it('are the entries of the unfolded nodes, in order', () => {
    const root = node(0, 3)
    const [a, b, c] = [node(10, 2), node(20, 1), node(30, 2)]
    unfold(root, root, 1, a)
    unfold(root, a, 0, b)
    unfold(root, root, 2, c)
    expect(rowsOf(root)).toEqual(['0/0', '0/1', '10/0', '20/0', '10/1', '0/2', '30/0', '30/1'])
    expect([0, 1, 2, 3].map(row => rowAt(root, row)?.level)).toEqual([1, 1, 2, 3])
    expect([1, 2, 4].map(row => rowAt(root, row)?.isOpen)).toEqual([true, true, false])
    fold(root, root, 1)
    expect(rowsOf(root)).toEqual(['0/0', '0/1', '0/2', '30/0', '30/1'])
    expect([rowAt(root, -1), rowAt(root, 5)]).toEqual([null, null])
  })

  it('include entries that are not received yet', () => {
    const root = nodeOf({ at: 0, count: 1_000_000, from: 0, entries: [entryOf(1)] })
    expect(rowAt(root, 999_999)).toMatchObject({ index: 999_999, entry: undefined })
    addEntries(root, { from: 999_999, entries: [entryOf(7)] })
    expect(rowAt(root, 999_999)?.entry?.at).toBe(7)
  })

  it('are found by node and index, whatever is unfolded', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 4 }), fc.boolean()), { maxLength: 12 }), (steps) => {
      const root = node(0, 4)
      for (const [step, [row, count, close]] of steps.entries()) {
        const found = rowAt(root, row % root.size)
        if (!found) continue
        if (close) fold(root, found.node, found.index)
        else unfold(root, found.node, found.index, node(1000 * (step + 1), count))
      }
      for (let row = 0; row < root.size; row++) {
        const found = rowAt(root, row)
        expect(found && rowOf(root, found.node.at, found.index)).toBe(row)
      }
      expect(new Set(rowsOf(root)).size).toBe(root.size)
    }))
  })

  it('have a path of names and indexes', () => {
    const root = nodeOf({ at: 0, count: 1, from: 0, entries: [{ ...entryOf(1, 3), key: 'a\\u0041' }] })
    unfold(root, root, 0, node(10, 3))
    expect(rowAt(root, 3)?.path).toEqual(['aA', 2])
    expect(rowAt(nodeOf({ at: 0, count: 1, from: 0, entries: [{ ...entryOf(1), key: 'cut\\u00…' }] }), 0)?.path).toEqual(['cut\\u00…'])
  })

  it('are none for a node that is folded', () => {
    expect(rowOf(node(0, 2), 10, 0)).toBe(-1)
  })
})
