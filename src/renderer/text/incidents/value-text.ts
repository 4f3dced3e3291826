/** @file Words for the API's known values; others show as they come. */
import { visibleLine } from '../visible-text'

const labels: ReadonlyMap<string, string> = new Map([['InProgress', 'In progress'], ['AwaitingAction', 'Awaiting action'], ['UnSpecified', 'Unspecified'], ['NoThreatsFound', 'No threats found'], ['', 'None']])

/** Returns a severity, status or verdict for people. */
export function valueLabel(value: string): string {
  return labels.get(value) ?? visibleLine(value, 40)
}
