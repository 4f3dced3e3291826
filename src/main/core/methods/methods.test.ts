import type { MethodDeps } from './methods'
import { describe, expect, it } from 'vitest'
import { createMethods } from './methods'

describe('copying', () => {
  /** Creates the methods with a clipboard that settles as `answer` does. The clipboard is asynchronous since Electron 44. */
  const copying = (answer: () => Promise<void>) => {
    const copied: string[] = []
    const deps: Partial<MethodDeps> = {
      copyText: (text) => { copied.push(text); return answer() },
      interruptions: { resume: async () => null },
      about: () => ({ version: '1.2.3', electron: '', chromium: '', node: '', platform: 'linux x64' }),
    }
    return { api: createMethods(deps as MethodDeps), copied }
  }

  const both = [
    ['a name', api => api.copyName('Incident.Read.All'), 'Incident.Read.All'],
    ['the facts for support', api => api.copySupport({ failure: 'offline', time: 'now' }), 'Failure: offline\nTime: now\nApp: XDR Desk 1.2.3, linux x64\n'],
  ] as const satisfies readonly (readonly [string, (api: ReturnType<typeof createMethods>) => Promise<void>, string])[]

  it.each(both)('%s resolves once the text is on the clipboard', async (_name, copy, text) => {
    let settle = (): void => undefined
    const { api, copied } = copying(() => new Promise((resolve) => { settle = resolve }))
    let done = false
    const end = copy(api).then(() => { done = true })
    await Promise.resolve()
    expect([copied, done]).toEqual([[text], false])
    settle()
    await end
    expect(done).toBe(true)
  })

  it.each(both)('%s rejects if the clipboard fails', async (_name, copy) => {
    await expect(copy(copying(async () => { throw new Error('no') }).api)).rejects.toThrow('no')
  })
})
