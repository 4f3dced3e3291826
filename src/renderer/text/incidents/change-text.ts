/** @file The text of changes. */
import type { Change, ChangeKind, Collection, IncidentChanges } from '../../../shared/contract/model'
import { clockTime, count } from '../format'
import { shownLine, visibleLine } from '../visible-text'
import { valueText } from './value-text'

/** The earlier state that the list is compared with. */
export type Since = 'refresh' | 'viewed'

export const sinceText: Readonly<Record<Since, string>> = { refresh: 'since the last refresh', viewed: 'since you last looked' }

/** Returns `sinceText`. If a later refresh failed and the list is older, the text identifies the list's refresh by its time. */
export function comparisonText(older: Pick<Collection, 'startedAt'> | null): Readonly<Record<Since, string>> {
  return older ? { ...sinceText, refresh: `in the refresh at ${clockTime(older.startedAt)}` } : sinceText
}

/** Returns the changes by incident, without incidents that have none. */
export function changesSince(changes: readonly IncidentChanges[], since: Since): ReadonlyMap<string, readonly Change[]> {
  return new Map(changes.flatMap(({ id, sinceRefresh, sinceViewed }) => {
    const own = since === 'refresh' ? sinceRefresh : sinceViewed
    return own.length > 0 ? [[id, own] as const] : []
  }))
}

/** In the order of their importance for triage. */
const kinds: readonly (readonly [ChangeKind, string])[] = [
  ['new', 'New'],
  ['severity-raised', 'Severity raised'],
  ['reopened', 'Reopened'],
  ['severity-lowered', 'Severity lowered'],
  ['status', 'Status'],
  ['assignee', 'Assignee'],
  ['alerts', 'More alerts'],
  ['merged', 'Merged'],
]

/** Returns the text of a mark: `New`, or `Severity raised, status`. */
export function markText(changes: readonly Change[]): string {
  const labels = kinds.filter(([kind]) => changes.some(change => change.kind === kind)).map(([, label]) => label)
  return labels.map((label, index) => index === 0 ? label : label.toLowerCase()).join(', ')
}

/** Returns the tone of a mark: new and more severe incidents stand out from those that only changed. */
export function markTone(changes: readonly Change[]): 'new' | 'graver' | 'other' {
  if (changes.some(({ kind }) => kind === 'new')) return 'new'
  return changes.some(({ kind }) => kind === 'severity-raised' || kind === 'reopened') ? 'graver' : 'other'
}

/** Returns `5 new, 3 severity raised, 4 status`. An incident with two kinds of changes counts for both. */
export function changeCountsText(changes: ReadonlyMap<string, readonly Change[]>): string {
  const numbers = new Map<ChangeKind, number>()
  for (const own of changes.values()) {
    for (const { kind } of own) numbers.set(kind, (numbers.get(kind) ?? 0) + 1)
  }
  return kinds.flatMap(([kind, label]) => {
    const number = numbers.get(kind)
    return number ? [`${count(number)} ${label.toLowerCase()}`] : []
  }).join(', ')
}

/** Returns a change as its field and its old and new value. SECURITY: the values are safe to show. */
export function changeText({ kind, from, to }: Change): { readonly field: string, readonly values: string } {
  const turned = (field: string, label: (value: string) => string) => ({ field, values: `${label(from)} → ${label(to)}` })
  switch (kind) {
    case 'new': return { field: 'New', values: 'it was not in the list before' }
    case 'severity-raised':
    case 'severity-lowered': return turned('Severity', valueText)
    case 'status': return turned('Status', valueText)
    case 'reopened': return turned('Reopened', valueText)
    case 'assignee': return turned('Assigned to', value => shownLine(value, 'Nobody', 100))
    case 'alerts': return turned('Alerts', value => visibleLine(value, 20))
    case 'merged': return { field: 'Status', values: `${valueText(from)} → merged into ${shownLine(to, 'another incident', 40)}` }
  }
}
