/** @file Tells the page that main is about to be stopped by the keyring, and waits until that can be read. */

interface Notice {
  /** Resolves once the page has painted it, or after two seconds: a page that is gone must not keep a secret from being saved. */
  readonly announce: () => Promise<void>
  /** The page's answer. */
  readonly shown: () => void
}

const patienceMs = 2000

export function createNotice(emit: () => void): Notice {
  let resolveShown: (() => void) | null = null
  return {
    announce: async () => {
      const painted = new Promise<void>((resolve) => { resolveShown = resolve })
      emit()
      let timer: NodeJS.Timeout | undefined
      await Promise.race([painted, new Promise<void>((resolve) => { timer = setTimeout(resolve, patienceMs) })])
      clearTimeout(timer)
    },
    shown: () => resolveShown?.(),
  }
}
