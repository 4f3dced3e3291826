/** @file Notes where redirects lead. The app follows none, and fetch rejects with words that do not name the target. */
import type { Session } from 'electron'

/** More than the requests that are under way at a time. */
const mostKept = 50

const keyOf = ({ origin, pathname }: URL): string => origin + pathname

export interface RedirectWatch {
  /** Notes the redirects of a session's requests from now on. */
  readonly watch: (session: Pick<Session, 'webRequest'>) => void
  /** Returns where a request to a URL was redirected to last, or null. */
  readonly targetOf: (url: URL) => string | null
}

export function createRedirectWatch(): RedirectWatch {
  const targets = new Map<string, string>()
  return {
    watch: ({ webRequest }) => webRequest.onBeforeRedirect(({ url, redirectURL }) => {
      targets.set(keyOf(new URL(url)), redirectURL)
      for (const key of targets.keys()) if (targets.size > mostKept) targets.delete(key)
    }),
    targetOf: url => targets.get(keyOf(url)) ?? null,
  }
}
