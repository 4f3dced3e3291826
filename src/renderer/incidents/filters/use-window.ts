import type { TimeWindow } from '../../../shared/contract/model'
import type { TimeField, WindowHours } from '../../../shared/vocabulary/time-windows'
import { computed, ref, watch } from 'vue'
import { isUtc } from '../../text/format'
import { exampleTime, readTimeInput } from '../../text/time-input'
import { defaultWindowHours, longerWindow, longestWindowHours, timeFields, timeWindows } from '../../../shared/vocabulary/time-windows'

/** A window's length in hours, as a radio button's value, or `custom`. */
export type WindowChoice = `${WindowHours}` | 'custom'

/** `name`: for screen readers and tests; `text`: the visible text, which begins with the same characters. */
export const windowChoices: readonly { readonly value: WindowChoice, readonly name: string, readonly text: string, readonly title: string }[] = [
  ...timeWindows.map(({ value, label, short }) => ({ value: `${value}`, name: label, text: short, title: label }) as const),
  { value: 'custom', name: 'Custom', text: 'Custom', title: 'Custom' },
]

/** The hours of a choice; undefined for `custom`. */
const hoursOf = (choice: WindowChoice): WindowHours | undefined => timeWindows.find(({ value }) => `${value}` === choice)?.value

const storageKey = 'window'

interface Remembered { readonly choice: WindowChoice, readonly field: TimeField, readonly from: string, readonly to: string }

/** Returns the value of a TimeBox for a time in ms. */
export function inputTime(ms: number, utc = isUtc.value): string {
  const offset = utc ? 0 : new Date(ms).getTimezoneOffset()
  return new Date(ms - offset * 60_000).toISOString().slice(0, 16)
}

/** Returns the time of a box in ms; NaN if its text is not a time. */
const timeOf = (input: string, utc = isUtc.value): number => readTimeInput(input) === input ? Date.parse(utc ? `${input}Z` : input) : Number.NaN

/** Returns an input's time for the stored choice; '' if it is not complete. */
function storedTime(input: string): string {
  const ms = timeOf(input)
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString()
}

/** Returns the stored choice. Members that cannot be read have their defaults. */
function readStoredChoice(): Remembered {
  const fallback: Remembered = { choice: `${defaultWindowHours}`, field: 'lastUpdateTime', from: inputTime(Date.now() - 7 * 86_400_000), to: '' }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return fallback
    const { choice, field, from, to } = stored as Partial<Record<keyof Remembered, unknown>>
    const time = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))
    return {
      choice: windowChoices.find(each => each.value === choice)?.value ?? fallback.choice,
      field: timeFields.find(({ value }) => value === field)?.value ?? fallback.field,
      // Earlier versions stored local times, which have no `Z`.
      from: time(from) ? inputTime(Date.parse(from)) : fallback.from,
      to: time(to) ? inputTime(Date.parse(to)) : fallback.to,
    }
  } catch {
    return fallback
  }
}

/** Provides the chosen time window and stores it. */
export function useWindow() {
  const before = readStoredChoice()
  const choice = ref<WindowChoice>(before.choice)
  const field = ref<TimeField>(before.field)
  /** The values of the two inputs, in the time zone of the times on screen. */
  const from = ref(before.from)
  /** '': until now. */
  const to = ref(before.to)

  watch([choice, field, from, to], () => {
    const now: Remembered = { choice: choice.value, field: field.value, from: storedTime(from.value), to: storedTime(to.value) }
    localStorage.setItem(storageKey, JSON.stringify(now))
  })

  // Converts the inputs to the new time zone. An incomplete input stays unchanged.
  watch(isUtc, (utc, before) => {
    for (const input of [from, to]) {
      const ms = timeOf(input.value, before)
      if (!Number.isNaN(ms)) input.value = inputTime(ms, utc)
    }
  }, { flush: 'sync' })

  /** The problem with the custom window; '' if there is none. */
  const problem = computed(() => {
    if (choice.value !== 'custom') return ''
    const start = timeOf(from.value)
    if (Number.isNaN(start)) return `Enter when the window begins, such as ${exampleTime}.`
    if (start > Date.now()) return 'The window begins in the future.'
    if (to.value === '') return ''
    const end = timeOf(to.value)
    if (Number.isNaN(end)) return `Enter when the window ends, such as ${exampleTime}, or nothing for now.`
    return end > start ? '' : 'The window ends before it begins.'
  })

  /** null while the custom window has a problem. */
  const window = computed<TimeWindow | null>(() => {
    const hours = hoursOf(choice.value)
    if (hours !== undefined) return { kind: 'last', hours }
    if (problem.value !== '') return null
    return { kind: 'custom', field: field.value, from: storedTime(from.value), to: to.value === '' ? null : storedTime(to.value) }
  })

  /** Selects a window that does not come from the inputs, such as an interrupted collection's. */
  const show = (shown: TimeWindow) => {
    if (shown.kind === 'last') {
      choice.value = `${shown.hours}`
      return
    }
    choice.value = 'custom'
    field.value = shown.field
    from.value = inputTime(Date.parse(shown.from))
    to.value = shown.to === null ? '' : inputTime(Date.parse(shown.to))
  }

  /** Chooses the next longer window. After a custom window, chooses the longest one. */
  const widen = () => {
    const hours = hoursOf(choice.value)
    choice.value = `${(hours && longerWindow(hours)) ?? longestWindowHours}`
  }

  return { choice, field, from, to, problem, window, show, widen }
}
