import type { Collection } from '../../shared/contract/model'
import type { FileList } from '../../shared/contract/opened-file'
import type { OnScreen } from '../views/use-views'

/**
 * Returns the window of the list in which views are counted; `unknown` for a file that does not name it; null while no incident has arrived, because a
 * view would then count none of them.
 */
export function countedWindow(file: FileList | null, shown: Collection | null, running: Collection | null): OnScreen['listWindow'] {
  if (file) return file.failure !== null || file.reading?.incidents === 0 ? null : file.record?.window ?? 'unknown'
  if (shown) return shown.window
  return running && running.incidents > 0 ? running.window : null
}
