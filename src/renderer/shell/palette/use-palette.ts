import type { Action } from '../../composables/use-actions'
import { computed, ref, shallowRef, watch } from 'vue'
import { fold } from '../../../shared/values/fold'
import { commandGroups } from '../../../shared/vocabulary/commands'

/** Options under one heading. */
export interface Section {
  readonly title: string
  readonly options: readonly Action[]
}

/** The maximum number of actions that count as recent. */
const maxRecent = 5

/** IDs of the actions that ran last, the latest first. Kept until the app closes. */
const recent = shallowRef<readonly string[]>([])

/** Moves an action to the top of the recent ones. */
export function remember(id: string): void {
  recent.value = [id, ...recent.value.filter(each => each !== id)].slice(0, maxRecent)
}

/** Returns whether every word of the text is in the action's name, its heading or its further words. */
function matches({ label, group, words: others = '' }: Action, words: readonly string[]): boolean {
  const name = fold(`${label} ${group} ${others}`)
  return words.every(word => name.includes(word))
}

/** Returns the actions that match the text, by heading, the recent ones first. */
export function sectionsOf(actions: readonly Action[], text: string, recentIds: readonly string[]): readonly Section[] {
  const words = fold(text).split(/\s+/).filter(word => word !== '')
  const found = actions.filter(action => matches(action, words))
  const recentOnes = recentIds.flatMap(id => found.filter(action => action.id === id))
  const others = found.filter(action => !recentOnes.includes(action))
  const titles = new Set<string>([...commandGroups, ...others.map(({ group }) => group)])
  const sections = [...titles].map(title => ({ title, options: others.filter(({ group }) => group === title) }))
  return [{ title: 'Recent', options: recentOnes }, ...sections].filter(({ options }) => options.length > 0)
}

/** Provides the options for the typed text and the one that Enter runs. `extra` are actions that depend on the text and come first. */
export function usePalette(actions: () => readonly Action[], extra: () => readonly Action[]) {
  const text = ref('')
  const at = ref(0)
  const sections = computed(() => {
    const found = sectionsOf(actions().filter(({ id }) => id !== 'palette'), text.value, recent.value)
    return extra().length > 0 ? [{ title: 'Incident', options: extra() }, ...found] : found
  })
  const options = computed(() => sections.value.flatMap(section => section.options))
  const current = computed(() => options.value[Math.min(at.value, options.value.length - 1)])
  watch([text, () => extra().length], () => { at.value = 0 })
  return {
    text,
    sections,
    options,
    current,
    /** Moves the choice; after the last option comes the first. */
    move: (by: number) => {
      const count = options.value.length
      if (count > 0) at.value = (Math.min(at.value, count - 1) + by + count) % count
    },
    choose: (option: Action) => { at.value = options.value.indexOf(option) },
  }
}
