/** @file Builders for the tests of preferences. */
import type { EntriesFile } from './preferences'

/** Returns a file in memory, whose entries a test can read and set. Like a real one, it contains JSON. */
export function fakeEntries(entries: Readonly<Record<string, unknown>> = {}) {
  const stored = new Map(Object.entries(entries).map(([id, entry]) => [id, JSON.stringify(entry)]))
  /** The IDs of the profiles whose entry was replaced although it could not be read. */
  const lossy: string[] = []
  const file: EntriesFile = {
    read: id => JSON.parse(stored.get(id) ?? 'null') ?? undefined,
    write: (id, entry, isLossy) => {
      if (isLossy) lossy.push(id)
      stored.set(id, JSON.stringify(entry))
    },
    remove: id => stored.delete(id),
  }
  return { file, lossy, ids: () => [...stored.keys()] }
}
