/** @file The only place that opens something outside the app: a page in the user's browser, or a folder. */
import { shell } from 'electron'
import { AppError } from '../../core/base/errors'
import { allowedLink } from '../../core/microsoft/portal'

/** Opens `url` in the user's browser. Throws AppError `link-not-allowed` unless its host is one of `hosts`. */
export async function openLink(url: URL, hosts: readonly string[]): Promise<void> {
  // SECURITY: checked again here, right before the link leaves the app, even if the caller has checked it.
  const allowed = allowedLink(url.href, hosts)
  if (!allowed) throw new AppError('link-not-allowed')
  await shell.openExternal(allowed.href)
}

/** Opens one of the app's folders in the system's file manager. Returns whether that worked. */
export async function openFolder(folder: string): Promise<boolean> {
  return await shell.openPath(folder) === ''
}

/** Shows a file or folder in the system's file manager. */
export function showInFolder(file: string): void {
  shell.showItemInFolder(file)
}
