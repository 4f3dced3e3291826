import type { Failure } from '../../../../shared/contract/failure'
import type { JsonHit } from '../../../../shared/contract/raw-json'
import type { TreeNode, TreeRow } from './raw-tree'
import type { ShallowRef } from 'vue'
import { computed, shallowRef, triggerRef, watch } from 'vue'
import { maxEntries } from '../../../../shared/contract/raw-json'
import { api, failureOf } from '../../../bridge'
import { addEntries, fold, nodeOf, rowAt, rowOf, unfold } from './raw-tree'

/** Runs requests about one incident. A result that arrives after `restart` is ignored. */
function useRequests() {
  const failure = shallowRef<Failure | null>(null)
  let latest = 0

  const attempt = async <T>(request: () => Promise<T>, use: (result: T) => void): Promise<void> => {
    const started = latest
    try {
      const result = await request()
      if (started === latest) use(result)
    } catch (error) {
      if (started === latest) failure.value = failureOf(error)
    }
  }
  const restart = () => {
    latest++
    failure.value = null
  }
  return { failure, attempt, restart }
}

type Requests = ReturnType<typeof useRequests>

/** Loads entries into the tree, and unfolds it. */
function createLoading(id: () => string, root: ShallowRef<TreeNode | null>, attempt: Requests['attempt']) {
  const pending = new Set<string>()

  /** Requests the entry at `index` of a node and those around it, unless it has been received. */
  const load = async (node: TreeNode, index: number): Promise<void> => {
    const from = index - index % maxEntries
    const name = `${node.at} ${from}`
    if (node.entries.has(index) || pending.has(name)) return
    pending.add(name)
    await attempt(() => api.rawJson({ id: id(), at: node.at, from }), (part) => {
      addEntries(node, part)
      triggerRef(root)
    })
    pending.delete(name)
  }

  const open = async (node: TreeNode, index: number): Promise<void> => {
    const entry = node.entries.get(index)
    if (!entry || entry.count === 0 || node.open.has(index)) return
    await attempt(() => api.rawJson({ id: id(), at: entry.at, from: 0 }), (part) => {
      if (!root.value) return
      unfold(root.value, node, index, nodeOf(part))
      triggerRef(root)
    })
  }

  return { load, open, forget: () => pending.clear() }
}

/** Provides the folded tree of an incident's JSON. Entries are requested when their rows come into view. */
export function useRawJson(id: () => string, version: () => unknown) {
  const root = shallowRef<TreeNode | null>(null)
  /** The selected row. */
  const current = shallowRef(0)
  const { failure, attempt, restart } = useRequests()
  const { load, open, forget } = createLoading(id, root, attempt)

  watch([id, version] as const, async ([wanted]) => {
    restart()
    forget()
    await attempt(() => api.rawJson({ id: wanted, at: 0, from: 0 }), (part) => {
      root.value = nodeOf(part)
      current.value = 0
    })
  }, { immediate: true })

  const close = (node: TreeNode, index: number) => {
    if (!root.value) return
    fold(root.value, node, index)
    triggerRef(root)
  }

  /** Unfolds the ancestors of a hit and selects its row. */
  const reveal = async ({ steps }: JsonHit): Promise<void> => {
    let node = root.value
    for (const [depth, { at, index }] of steps.entries()) {
      // Another incident has been opened, or the entry is not in the tree.
      if (!node || node.at !== at) return
      await load(node, index)
      if (depth < steps.length - 1) await open(node, index)
      else if (root.value) current.value = Math.max(0, rowOf(root.value, at, index))
      node = node.open.get(index) ?? null
    }
  }

  return {
    failure,
    current,
    size: computed(() => root.value?.size ?? 0),
    /** Returns a visible row, and requests its entry if it is missing. */
    row: (index: number): TreeRow | null => {
      const found = root.value && rowAt(root.value, index)
      if (found && !found.entry) void load(found.node, found.index)
      return found
    },
    open,
    close,
    /** Selects the row of the list or object that contains a row. */
    selectParent: ({ node }: TreeRow) => {
      if (root.value && node !== root.value) current.value = rowOf(root.value, node.at, 0) - 1
    },
    reveal,
  }
}
