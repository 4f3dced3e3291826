import { nextTick, ref } from 'vue'

export type Page = 'incidents' | 'access' | 'setup' | 'settings'

const page = ref<Page>('incidents')

/** What was pressed may be gone, or hidden with its page: the keyboard goes on at the title of the page that is shown. */
function keepFocus(): void {
  const { activeElement, body } = document
  if (activeElement === body || !activeElement?.checkVisibility()) document.getElementById(`${page.value}-title`)?.focus()
}

/** Shows a page. */
async function go(to: Page): Promise<void> {
  if (page.value === to) return
  page.value = to
  await nextTick()
  keepFocus()
}

/** The page that is shown, for all who lead to another. `keepFocus`: for a page that may be loaded only when it is asked for. */
export function usePage() {
  return { page, go, keepFocus }
}
