/** @file The time windows that the user can choose, as data. */
import type { Choice } from './known-values'

/** Windows that count back from now. `value`: their length in hours; `short`: the label if space is limited; `phrase`: the text inside a sentence. */
export const timeWindows = [
  { value: 24, label: '24 hours', short: '24 h', phrase: 'the last 24 hours' },
  { value: 48, label: '48 hours', short: '48 h', phrase: 'the last 48 hours' },
  { value: 168, label: '7 days', short: '7 d', phrase: 'the last 7 days' },
  { value: 720, label: '30 days', short: '30 d', phrase: 'the last 30 days' },
] as const satisfies readonly (Choice<number> & { readonly short: string, readonly phrase: string })[]

/** The length of a window in hours. */
export type WindowHours = (typeof timeWindows)[number]['value']

export const defaultWindowHours: WindowHours = 48

export const longestWindowHours: WindowHours = 720

/** Returns the next longer window in hours; null for the longest. */
export const longerWindow = (hours: WindowHours): WindowHours | null =>
  timeWindows[timeWindows.findIndex(({ value }) => value === hours) + 1]?.value ?? null

/** The times that a custom window can filter by. */
export const timeFields = [
  { value: 'lastUpdateTime', label: 'Last update' },
  { value: 'createdTime', label: 'Created' },
] as const satisfies readonly Choice[]

export type TimeField = (typeof timeFields)[number]['value']
