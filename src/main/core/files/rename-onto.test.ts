import type { RenameDeps, RenameSyncDeps } from './rename-onto'
import { expect, it } from 'vitest'
import { renameOnto, renameOntoSync } from './rename-onto'

const systemError = (code: string) => Object.assign(new Error('refused'), { code })

/** Creates a file that is in use during the first `times` attempts. */
function fileInUse(code: string, times: number, platform: string) {
  const tries: string[] = []
  const pauses: number[] = []
  const rename = (from: string, to: string) => {
    tries.push(`${from} ${to}`)
    if (tries.length <= times) throw systemError(code)
  }
  const deps: RenameDeps = { platform, rename: async (from, to) => rename(from, to), wait: async ms => pauses.push(ms) }
  const syncDeps: RenameSyncDeps = { platform, rename, wait: ms => pauses.push(ms) }
  return { tries, pauses, deps, syncDeps }
}

const ways = [
  ['asynchronously', ({ deps }: ReturnType<typeof fileInUse>) => renameOnto('draft', 'file', deps), 7],
  ['synchronously', async ({ syncDeps }: ReturnType<typeof fileInUse>) => renameOntoSync('draft', 'file', syncDeps), 4],
] as const

for (const [name, rename, most] of ways) {
  it.each(['EPERM', 'EBUSY', 'EACCES'])(`retries ${name} after %s on Windows, with longer pauses`, async (code) => {
    const file = fileInUse(code, 2, 'win32')
    await rename(file)
    expect(file.tries).toEqual(['draft file', 'draft file', 'draft file'])
    expect(file.pauses).toHaveLength(2)
    expect(file.pauses[0]).toBeLessThan(file.pauses[1] ?? 0)
  })

  it(`gives up after ${most} tries, ${name}, with the system's error`, async () => {
    const file = fileInUse('EPERM', Infinity, 'win32')
    await expect(rename(file)).rejects.toMatchObject({ code: 'EPERM' })
    expect(file.tries).toHaveLength(most)
  })

  it.each([['EPERM', 'linux'], ['EACCES', 'darwin'], ['EBUSY', 'linux'], ['ENOENT', 'win32'], ['ENOSPC', 'win32']])(`does not retry ${name} after %s on %s`, async (code, platform) => {
    const file = fileInUse(code, 1, platform)
    await expect(rename(file)).rejects.toMatchObject({ code })
    expect(file.tries).toHaveLength(1)
    expect(file.pauses).toEqual([])
  })
}
