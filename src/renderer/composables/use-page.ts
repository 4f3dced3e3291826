import { nextTick, ref } from 'vue'

export type Page = 'incidents' | 'access' | 'setup' | 'settings'

const page = ref<Page>('incidents')

/** Moves the focus to the title of the shown page if the focused element is gone or hidden. */
function keepFocus(): void {
  const { activeElement, body } = document
  if (activeElement === body || !activeElement?.checkVisibility()) document.getElementById(`${page.value}-title`)?.focus()
}

/** Opens a page. */
async function go(to: Page): Promise<void> {
  if (page.value === to) return
  page.value = to
  await nextTick()
  keepFocus()
}

/** Provides the shown page, and `go`, which opens another page. Call `keepFocus` when a page has loaded after it was opened. */
export function usePage() {
  return { page, go, keepFocus }
}
