/** @file Words for the API's known values; others show as they come. */
import { visibleLine } from '../visible-text'

const labels: Readonly<Record<string, string>> = { InProgress: 'In progress', UnSpecified: 'Unspecified' }

/** A severity or status for people. */
export function valueLabel(value: string): string {
  return labels[value] ?? visibleLine(value)
}
