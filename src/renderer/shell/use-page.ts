import { nextTick, ref } from 'vue'

export type Page = 'incidents' | 'access' | 'setup' | 'settings'

const page = ref<Page>('incidents')

/** Shows a page. What was pressed may be gone then: the keyboard goes on at the page's title. */
async function go(to: Page): Promise<void> {
  if (page.value === to) return
  page.value = to
  await nextTick()
  if (document.activeElement === document.body) document.getElementById(`${to}-title`)?.focus()
}

/** The page that is shown, for all who lead to another. */
export function usePage() {
  return { page, go }
}
