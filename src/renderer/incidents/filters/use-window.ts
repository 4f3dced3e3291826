import type { TimeField, TimeWindow } from '../../../shared/contract/model'
import { computed, ref, watch } from 'vue'

export type Choice = '24' | '48' | '168' | '720' | 'custom'

/** `name` for screen readers and tests, `label` for the eye: it begins the same. */
export const choices: readonly { readonly value: Choice, readonly name: string, readonly label: string }[] = [
  { value: '24', name: '24 hours', label: '24 h' },
  { value: '48', name: '48 hours', label: '48 h' },
  { value: '168', name: '7 days', label: '7 d' },
  { value: '720', name: '30 days', label: '30 d' },
  { value: 'custom', name: 'Custom', label: 'Custom' },
]

const storageKey = 'window'

interface Remembered { readonly choice: Choice, readonly field: TimeField, readonly from: string, readonly to: string }

/** The text of a datetime-local box for a time in ms. */
export function localInput(ms: number): string {
  const date = new Date(ms)
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** What was chosen last; what cannot be read is as if nothing had been. */
function recall(): Remembered {
  const fallback: Remembered = { choice: '48', field: 'lastUpdateTime', from: localInput(Date.now() - 7 * 86_400_000), to: '' }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return fallback
    const { choice, field, from, to } = stored as Partial<Record<keyof Remembered, unknown>>
    const time = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))
    return {
      choice: choices.find(each => each.value === choice)?.value ?? fallback.choice,
      field: field === 'createdTime' ? field : fallback.field,
      from: time(from) ? from : fallback.from,
      to: time(to) ? to : fallback.to,
    }
  } catch {
    return fallback
  }
}

/** The time window that is chosen, remembered. */
export function useWindow() {
  const before = recall()
  const choice = ref<Choice>(before.choice)
  const field = ref<TimeField>(before.field)
  /** The boxes' text, local time. */
  const from = ref(before.from)
  /** '' means until now. */
  const to = ref(before.to)

  watch([choice, field, from, to], () => {
    const now: Remembered = { choice: choice.value, field: field.value, from: from.value, to: to.value }
    localStorage.setItem(storageKey, JSON.stringify(now))
  })

  /** What is wrong with the custom window, or ''. */
  const problem = computed(() => {
    if (choice.value !== 'custom') return ''
    const start = Date.parse(from.value)
    if (Number.isNaN(start)) return 'Enter when the window begins.'
    if (start > Date.now()) return 'The window begins in the future.'
    if (to.value === '') return ''
    return Date.parse(to.value) > start ? '' : 'The window ends before it begins.'
  })

  /** null while the custom window has a problem. */
  const window = computed<TimeWindow | null>(() => {
    switch (choice.value) {
      case '24': return { kind: 'last', hours: 24 }
      case '48': return { kind: 'last', hours: 48 }
      case '168': return { kind: 'last', hours: 168 }
      case '720': return { kind: 'last', hours: 720 }
      case 'custom': return problem.value
        ? null
        : { kind: 'custom', field: field.value, from: new Date(from.value).toISOString(), to: to.value === '' ? null : new Date(to.value).toISOString() }
    }
  })

  /** Shows a window that was not chosen here. */
  const show = (shown: TimeWindow) => {
    if (shown.kind === 'last') {
      choice.value = `${shown.hours}`
      return
    }
    choice.value = 'custom'
    field.value = shown.field
    from.value = localInput(Date.parse(shown.from))
    to.value = shown.to === null ? '' : localInput(Date.parse(shown.to))
  }

  return { choice, field, from, to, problem, window, show }
}
