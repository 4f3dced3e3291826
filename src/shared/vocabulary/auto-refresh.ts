/** @file The choices for auto-refresh, as data. */
import type { Choice } from './known-values'

/** Minutes between two refreshes; 0 is off. */
export const refreshIntervals = [
  { value: 0, label: 'Off' },
  { value: 5, label: '5 minutes' },
  { value: 15, label: '15 minutes' },
  { value: 60, label: '60 minutes' },
] as const satisfies readonly Choice<number>[]

export type RefreshMinutes = (typeof refreshIntervals)[number]['value']

/** The lowest severity that triggers a desktop notification. */
export const notificationLevels = [
  { value: 'none', label: 'None' },
  { value: 'high', label: 'High' },
  { value: 'medium', label: 'Medium and above' },
  { value: 'low', label: 'Low and above' },
] as const satisfies readonly Choice[]

export type NotifyFrom = (typeof notificationLevels)[number]['value']
