/** @file The chains of merged incidents. */
import type { IncidentSummary } from '../../../shared/contract/model'

export interface Redirects {
  /** The last incident in the chain of each merged incident, whether or not the list contains it; null if the chain is a circle. */
  readonly endOf: ReadonlyMap<string, string | null>
  /** The merged incidents whose chains end in each incident, in the order of the list. */
  readonly mergedInto: ReadonlyMap<string, readonly string[]>
}

/** Follows every chain in linear time. */
export function followRedirects(rows: Iterable<Pick<IncidentSummary, 'id' | 'redirectedTo'>>): Redirects {
  const next = new Map<string, string>()
  for (const { id, redirectedTo } of rows) if (redirectedTo !== null) next.set(id, redirectedTo)
  const endOf = new Map<string, string | null>()
  for (const start of next.keys()) {
    const path = new Set<string>()
    let at = start
    for (let to = next.get(at); to !== undefined && !endOf.has(at) && !path.has(at); to = next.get(at)) {
      path.add(at)
      at = to
    }
    const end = path.has(at) ? null : endOf.get(at)
    for (const id of path) endOf.set(id, end === undefined ? at : end)
  }
  const mergedInto = new Map<string, string[]>()
  for (const [id, end] of endOf) {
    if (end === null) continue
    const merged = mergedInto.get(end)
    if (merged) merged.push(id)
    else mergedInto.set(end, [id])
  }
  return { endOf, mergedInto }
}
