import type { Ref } from 'vue'
import { onMounted } from 'vue'

/** Opens a modal dialog when its component is mounted. Escape and a click beside the dialog close it. */
export function useModal(dialog: Readonly<Ref<HTMLDialogElement | null>>): void {
  onMounted(() => {
    const element = dialog.value
    element?.showModal()
    // The content fills the dialog's padding box, so only the backdrop is a target of its own.
    element?.addEventListener('click', (event) => { if (event.target === element) element.close() })
  })
}
