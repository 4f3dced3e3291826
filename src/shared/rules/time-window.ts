import type { TimeWindow } from '../contract/model'

/** Returns whether two time windows are equal. */
export function sameWindow(a: TimeWindow, b: TimeWindow): boolean {
  if (a.kind === 'last' || b.kind === 'last') return a.kind === 'last' && b.kind === 'last' && a.hours === b.hours
  return a.field === b.field && a.from === b.from && a.to === b.to
}
