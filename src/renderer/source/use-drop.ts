import { onScopeDispose, ref } from 'vue'
import { api } from '../bridge'
import { useActions } from '../composables/use-actions'

/** What is dragged over the window: one file, several, or nothing that could be opened. */
export type Dragged = 'file' | 'files' | null

/** Returns what a drag holds. A browser shows names and contents only once it is dropped. */
export function draggedIn(transfer: Pick<DataTransfer, 'types' | 'items'> | null): Dragged {
  if (!transfer?.types.includes('Files')) return null
  return [...transfer.items].filter(({ kind }) => kind === 'file').length > 1 ? 'files' : 'file'
}

const isEditable = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea') !== null

/** Returns whether a part of the page receives what is dragged: a text box, or an element that has accepted it, such as the header of another column. */
const hasReceiver = ({ target, defaultPrevented }: DragEvent): boolean => defaultPrevented || isEditable(target)

function open(files: readonly File[]): void {
  useActions().perform({
    id: 'drop-file',
    label: 'Open a file',
    group: '',
    keys: [],
    blocked: '',
    run: async () => {
      const [file, second] = files
      if (!file || second) return 'Drop one file at a time'
      await api.openDroppedFile(file)
      return undefined
    },
  })
}

/** Opens a file that is dropped on the window, and refuses everything else. Text can be dropped into text boxes, as everywhere. */
export function useDrop() {
  const dragged = ref<Dragged>(null)
  const isBlocked = () => document.querySelector('dialog:modal') !== null

  const over = (event: DragEvent) => {
    const held = draggedIn(event.dataTransfer)
    if (held === null && hasReceiver(event)) return
    event.preventDefault()
    dragged.value = isBlocked() ? null : held
    if (event.dataTransfer) event.dataTransfer.dropEffect = dragged.value === 'file' ? 'copy' : 'none'
  }
  const leave = (event: DragEvent) => {
    // Entering an element of the page leaves another one.
    if (event.relatedTarget === null) dragged.value = null
  }
  const drop = (event: DragEvent) => {
    const held = draggedIn(event.dataTransfer)
    if (held === null && hasReceiver(event)) return
    // SECURITY: without this, the window would navigate to what was dropped; main prevents that, too.
    event.preventDefault()
    dragged.value = null
    if (held !== null && !isBlocked()) open([...event.dataTransfer?.files ?? []])
  }

  window.addEventListener('dragenter', over)
  window.addEventListener('dragover', over)
  window.addEventListener('dragleave', leave)
  window.addEventListener('drop', drop)
  onScopeDispose(() => {
    window.removeEventListener('dragenter', over)
    window.removeEventListener('dragover', over)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('drop', drop)
  })
  return { dragged }
}
