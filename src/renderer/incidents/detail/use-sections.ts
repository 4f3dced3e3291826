import type { Ref } from 'vue'
import type { CaseFile, Section } from './case-commands'
import { nextTick, ref } from 'vue'
import { sections } from './case-commands'

/** Provides the section of the open incident that is shown. `root`: the element around tabs and panels. */
export function useSections(root: Readonly<Ref<HTMLElement | null>>) {
  const section = ref<Section>('Timeline')

  /** Shows a section. If the focus was in the tabs or in the section before, it moves to the new tab; in the list, it stays. */
  const showSection = async (name: Section): Promise<void> => {
    const isInside = root.value?.querySelector(':is(.tabs, .detail-panels):focus-within') ?? null
    section.value = name
    await nextTick()
    if (isInside) root.value?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
  }

  const commands: Omit<CaseFile, 'copy'> = {
    showSection,
    stepSection: (by) => {
      const at = sections.findIndex(({ name }) => name === section.value)
      return showSection(sections.at((at + by) % sections.length)?.name ?? section.value)
    },
    searchJson: async () => {
      await showSection('Raw JSON')
      root.value?.querySelector<HTMLElement>('.raw-json [type="search"]')?.focus()
    },
  }
  return { section, ...commands }
}
