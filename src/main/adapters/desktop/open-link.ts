/** @file The only place that opens something outside the app: a page in the user's browser, or a folder. */
import { shell } from 'electron'
import { AppError } from '../../core/base/errors'
import { allowedLink } from '../../core/microsoft/portal'

/** Opens `url` in the person's browser if its host is allowed, else throws `link-not-allowed`. */
export async function openLink(url: URL, hosts: readonly string[]): Promise<void> {
  // SECURITY: judged once more where it leaves the app, whoever asks.
  const allowed = allowedLink(url.href, hosts)
  if (!allowed) throw new AppError('link-not-allowed')
  await shell.openExternal(allowed.href)
}

/** Opens a folder of the app's own in the system's file manager. Returns whether that worked. */
export async function openFolder(folder: string): Promise<boolean> {
  return await shell.openPath(folder) === ''
}
