/** @file The only place that sends a browser somewhere. */
import { shell } from 'electron'
import { AppError } from '../core/errors'
import { allowedLink } from '../core/portal'

/** Opens `url` in the person's browser if its host is allowed, else throws `link-not-allowed`. */
export async function openLink(url: URL, hosts: readonly string[]): Promise<void> {
  // SECURITY: judged once more where it leaves the app, whoever asks.
  const allowed = allowedLink(url.href, hosts)
  if (!allowed) throw new AppError('link-not-allowed')
  await shell.openExternal(allowed.href)
}
