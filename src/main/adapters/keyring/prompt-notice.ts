/** @file Announces the keyring prompt on the page, because main stops responding while the keyring prompts. */

interface PromptNotice {
  /** Resolves once the page has painted the notice, or after two seconds: a page that is gone must not prevent saving a secret. */
  readonly announce: () => Promise<void>
  /** Must be called when the page has painted the notice. */
  readonly confirm: () => void
}

const timeoutMs = 2000

/** @param emit sends the notice to the page. */
export function createPromptNotice(emit: () => void): PromptNotice {
  let resolvePainted: (() => void) | null = null
  return {
    announce: async () => {
      const painted = new Promise<void>((resolve) => { resolvePainted = resolve })
      emit()
      let timer: NodeJS.Timeout | undefined
      await Promise.race([painted, new Promise<void>((resolve) => { timer = setTimeout(resolve, timeoutMs) })])
      clearTimeout(timer)
    },
    confirm: () => resolvePainted?.(),
  }
}
