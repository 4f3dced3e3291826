/** @file Records the targets of redirects. The app follows none, and the error of fetch does not contain the target. */
import type { Session } from 'electron'

/** The maximum number of recorded redirects, which is larger than the number of concurrent requests. */
const maxTargets = 50

const keyOf = ({ origin, pathname }: URL): string => origin + pathname

export interface RedirectWatch {
  /** Records the redirects of a session's requests from now on. */
  readonly watch: (session: Pick<Session, 'webRequest'>) => void
  /** Returns the target of the last redirect of a request to a URL, or null. */
  readonly targetOf: (url: URL) => string | null
}

export function createRedirectWatch(): RedirectWatch {
  const targets = new Map<string, string>()
  return {
    watch: ({ webRequest }) => webRequest.onBeforeRedirect(({ url, redirectURL }) => {
      targets.set(keyOf(new URL(url)), redirectURL)
      for (const key of targets.keys()) if (targets.size > maxTargets) targets.delete(key)
    }),
    targetOf: url => targets.get(keyOf(url)) ?? null,
  }
}
