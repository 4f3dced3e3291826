import type { RecentFile } from '../../shared/contract/opened-file'
import { readonly, shallowRef, watch } from 'vue'
import { api } from '../bridge'
import { commandAction, provideActions } from '../composables/use-actions'
import { useSettings } from '../composables/use-settings'
import { visibleLine } from '../text/visible-text'
import { useSource } from './use-source'

const recent = shallowRef<readonly RecentFile[]>([])

async function loadRecent(): Promise<void> {
  // Without the list, files can still be opened.
  recent.value = await api.recentFiles().catch(() => [])
}

async function clearRecent(): Promise<void> {
  await api.clearRecentFiles()
  await loadRecent()
}

/** Provides the ways to open a file. App.vue shows the list when a file becomes current. */
export function useFiles() {
  return {
    recent: readonly(recent),
    loadRecent,
    choose: () => api.chooseFile(),
    reopen: () => api.reopenFile(),
    openRecent: ({ id }: Pick<RecentFile, 'id'>) => api.openRecentFile(id),
  }
}

const recentAction = (file: RecentFile) => ({
  id: `recent-${file.id}`,
  label: `Open ${visibleLine(file.name, 80)}`,
  group: 'Recent files',
  keys: [],
  words: file.folder,
  blocked: file.missing ? 'The file is no longer in its folder' : '',
  run: () => api.openRecentFile(file.id),
})

/** Provides the commands about files. */
export function useFileActions(): void {
  const { settings } = useSettings()
  const { isFile, leave } = useSource()
  watch(() => settings.value?.profileId, loadRecent, { immediate: true })
  provideActions(() => [
    commandAction('open-file', { run: () => api.chooseFile().then(() => undefined) }),
    commandAction('close-file', { run: leave, blocked: isFile.value ? '' : 'No file is open' }),
    commandAction('clear-recent-files', { run: clearRecent, blocked: recent.value.length > 0 ? '' : 'No file was opened yet' }),
    ...recent.value.map(recentAction),
  ])
}
