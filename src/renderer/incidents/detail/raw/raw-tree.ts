/**
 * @file The rows of a folded tree of JSON. Main has the JSON; a node contains only the entries received so far, so a list of a million elements takes little
 * memory. Row numbers count the visible rows from the top.
 */
import type { JsonEntry, JsonPart } from '../../../../shared/contract/raw-json'

/** A list or an object that is unfolded. */
export interface TreeNode {
  readonly at: number
  readonly count: number
  /** The entries received so far, by index. */
  readonly entries: Map<number, JsonEntry>
  /** The unfolded entries, by index. */
  readonly open: Map<number, TreeNode>
  /** The number of visible rows below it. */
  size: number
}

export interface TreeRow {
  readonly node: TreeNode
  readonly index: number
  /** 1 for the members of the incident. */
  readonly level: number
  /** undefined until it is received. */
  readonly entry: JsonEntry | undefined
  readonly isOpen: boolean
  /** From the incident to the entry. */
  readonly path: readonly (string | number)[]
}

/** Returns the step of a path to an entry: the name of a member without escapes, or the index of an element. */
function stepOf(node: TreeNode, index: number): string | number {
  const key = node.entries.get(index)?.key ?? null
  if (key === null) return index
  try {
    return String(JSON.parse(`"${key}"`))
  } catch {
    return key // A long name is cut, perhaps inside an escape.
  }
}

export function nodeOf({ at, count, from, entries }: JsonPart): TreeNode {
  const node: TreeNode = { at, count, entries: new Map(), open: new Map(), size: count }
  addEntries(node, { from, entries })
  return node
}

export function addEntries(node: TreeNode, { from, entries }: Pick<JsonPart, 'from' | 'entries'>): void {
  for (const [offset, entry] of entries.entries()) node.entries.set(from + offset, entry)
}

const openIndexes = (node: TreeNode): readonly number[] => [...node.open.keys()].sort((a, b) => a - b)

/** Returns a visible row; null if there are fewer rows. */
export function rowAt(root: TreeNode, row: number): TreeRow | null {
  if (row < 0 || row >= root.size) return null
  let node = root
  let rest = row
  const path: (string | number)[] = []
  for (let level = 1; ; level++) {
    let inside: TreeNode | null = null
    let before = 0
    for (const index of openIndexes(node)) {
      const child = node.open.get(index)
      if (!child || rest - before <= index) break
      if (rest - before <= index + child.size) {
        path.push(stepOf(node, index))
        rest -= before + index + 1
        inside = child
        break
      }
      before += child.size
    }
    if (!inside) {
      const index = rest - before
      return { node, index, level, entry: node.entries.get(index), isOpen: node.open.has(index), path: [...path, stepOf(node, index)] }
    }
    node = inside
  }
}

/** Returns the nodes from `root` to the one at `at`; [] if it is not visible. */
function pathTo(root: TreeNode, at: number): readonly TreeNode[] {
  if (root.at === at) return [root]
  for (const child of root.open.values()) {
    const way = pathTo(child, at)
    if (way.length > 0) return [root, ...way]
  }
  return []
}

/** Returns the row number of an entry; -1 if it is not visible. */
export function rowOf(root: TreeNode, at: number, index: number): number {
  const way = pathTo(root, at)
  if (way.length === 0) return -1
  const rowIn = (node: TreeNode, entry: number) => {
    let rows = entry
    for (const [open, child] of node.open) if (open < entry) rows += child.size
    return rows
  }
  let row = -1
  for (const [step, node] of way.entries()) {
    const next = way[step + 1]
    const entry = next ? [...node.open].find(([, child]) => child === next)?.[0] ?? 0 : index
    row += 1 + rowIn(node, entry)
  }
  return row
}

/** Unfolds the entry at `index` of a node. */
export function unfold(root: TreeNode, node: TreeNode, index: number, child: TreeNode): void {
  if (node.open.has(index)) return
  node.open.set(index, child)
  for (const each of pathTo(root, node.at)) each.size += child.size
}

/** Folds the entry at `index` of a node, with everything below it. */
export function fold(root: TreeNode, node: TreeNode, index: number): void {
  const child = node.open.get(index)
  if (!child) return
  for (const each of pathTo(root, node.at)) each.size -= child.size
  node.open.delete(index)
}
