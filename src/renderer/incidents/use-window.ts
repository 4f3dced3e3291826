import type { TimeField, TimeWindow } from '../../shared/model'
import { computed, ref, watch } from 'vue'

export type Choice = '24' | '48' | '168' | '720' | 'custom'

export const choices: readonly { readonly value: Choice, readonly label: string }[] = [
  { value: '24', label: '24 hours' },
  { value: '48', label: '48 hours' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
  { value: 'custom', label: 'Custom' },
]

const storageKey = 'window'

function remembered(): Choice {
  const value = localStorage.getItem(storageKey)
  return choices.find(choice => choice.value === value && value !== 'custom')?.value ?? '48'
}

/** The text of a datetime-local box for a time. */
export function localInput(ms: number): string {
  const date = new Date(ms)
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The time window that is chosen. */
export function useWindow() {
  const choice = ref<Choice>(remembered())
  const field = ref<TimeField>('lastUpdateTime')
  const from = ref(localInput(Date.now() - 7 * 86_400_000))
  /** '' means until now. */
  const to = ref('')

  watch(choice, value => localStorage.setItem(storageKey, value))

  /** What is wrong with the custom window, or ''. */
  const problem = computed(() => {
    if (choice.value !== 'custom') return ''
    const start = Date.parse(from.value)
    if (Number.isNaN(start)) return 'Enter when the window begins.'
    if (start > Date.now()) return 'The window begins in the future.'
    if (to.value === '') return ''
    return Date.parse(to.value) > start ? '' : 'The window ends before it begins.'
  })

  const window = computed<TimeWindow>(() => {
    switch (choice.value) {
      case '24': return { kind: 'last', hours: 24 }
      case '48': return { kind: 'last', hours: 48 }
      case '168': return { kind: 'last', hours: 168 }
      case '720': return { kind: 'last', hours: 720 }
      case 'custom': return {
        kind: 'custom',
        field: field.value,
        from: problem.value ? new Date(0).toISOString() : new Date(from.value).toISOString(),
        to: to.value === '' || problem.value ? null : new Date(to.value).toISOString(),
      }
    }
  })

  return { choice, field, from, to, problem, window }
}
