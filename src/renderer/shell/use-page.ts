import { ref } from 'vue'

export type Page = 'incidents' | 'access' | 'settings'

const page = ref<Page>('incidents')

/** The page that is shown, for all who lead to another. */
export function usePage() {
  return { page, go: (to: Page) => { page.value = to } }
}
