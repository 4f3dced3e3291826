/** @file What changed, in words, pure. */
import type { Change, ChangeKind, Collection, IncidentChanges } from '../../../shared/contract/model'
import { clockTime, count } from '../format'
import { shownLine, visibleLine } from '../visible-text'
import { valueText } from './value-text'

/** What a list is compared with. */
export type Since = 'refresh' | 'looked'

export const sinceText: Readonly<Record<Since, string>> = { refresh: 'since the last refresh', looked: 'since you last looked' }

/** As `sinceText`; beside an older list, since a later refresh got nothing, the refresh is named by its time. */
export function comparisonText(older: Pick<Collection, 'startedAt'> | null): Readonly<Record<Since, string>> {
  return older ? { ...sinceText, refresh: `in the refresh at ${clockTime(older.startedAt)}` } : sinceText
}

/** The changes by incident; those without any are left out. */
export function changesSince(changes: readonly IncidentChanges[], since: Since): ReadonlyMap<string, readonly Change[]> {
  return new Map(changes.flatMap(({ id, sinceRefresh, sinceViewed }) => {
    const own = since === 'refresh' ? sinceRefresh : sinceViewed
    return own.length > 0 ? [[id, own] as const] : []
  }))
}

/** In the order in which they matter to a triage. */
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

/** `New`, or `Severity raised, status`: for a mark. */
export function markText(changes: readonly Change[]): string {
  const words = kinds.filter(([kind]) => changes.some(change => change.kind === kind)).map(([, label]) => label)
  return words.map((label, index) => index === 0 ? label : label.toLowerCase()).join(', ')
}

/** How loud a mark is: what came or became graver stands out from what was worked on. */
export function markTone(changes: readonly Change[]): 'new' | 'graver' | 'other' {
  if (changes.some(({ kind }) => kind === 'new')) return 'new'
  return changes.some(({ kind }) => kind === 'severity-raised' || kind === 'reopened') ? 'graver' : 'other'
}

/** `5 new, 3 severity raised, 4 status`: an incident that changed in two ways counts in both. */
export function kindCounts(changes: ReadonlyMap<string, readonly Change[]>): string {
  const numbers = new Map<ChangeKind, number>()
  for (const own of changes.values()) {
    for (const { kind } of own) numbers.set(kind, (numbers.get(kind) ?? 0) + 1)
  }
  return kinds.flatMap(([kind, label]) => {
    const number = numbers.get(kind)
    return number ? [`${count(number)} ${label.toLowerCase()}`] : []
  }).join(', ')
}

/** One change as its field and its old and new value; the values are safe to show. */
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
