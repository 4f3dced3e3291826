/** @file The text of severities, statuses and verdicts. */
import { labelOf } from '../../../shared/vocabulary/incident-values'
import { visibleLine } from '../visible-text'

/** Returns the label of a severity, status or verdict; an unknown value as received, made safe to show. */
export function valueText(value: string): string {
  return value === '' ? 'None' : labelOf(value) ?? visibleLine(value, 40)
}
