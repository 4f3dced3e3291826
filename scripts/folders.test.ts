import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './runtime/electron-runtime'

/** The most files in a folder, including tests. Split a larger one. */
const maxFiles = 25

/** Returns the number of files directly in each folder below `top`. */
function fileCounts(top: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const entry of readdirSync(path.join(root, top), { recursive: true, withFileTypes: true }).filter(each => each.isFile())) {
    const folder = path.relative(root, entry.parentPath)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return counts
}

it.each(['src', 'e2e'])('no folder of %s has more than 25 files', (top) => {
  const counts = fileCounts(top)
  expect(counts.size).toBeGreaterThan(5)
  expect([...counts].filter(([, count]) => count > maxFiles).map(([folder, count]) => `${folder}: ${count} files`)).toEqual([])
})
