/** @file The text of changes. */
import type { ListView } from '../../../shared/contract/list'
import type { Change, ChangeKind, SeenChange } from '../../../shared/contract/model'
import { changedKinds } from '../../../shared/rules/changes'
import { clockTime, count } from '../format'
import { shownLine, visibleLine } from '../visible-text'
import { valueText } from './value-text'

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

/** Returns `14 changed since 17:40 (2 merged, hidden)`. `seenAt` (ISO): when the list was last seen. */
export function changesText({ changed, hiddenChanged }: Pick<ListView, 'changed' | 'hiddenChanged'>, seenAt: string | null): string {
  const sum = changedKinds.reduce((total, kind) => total + changed[kind], hiddenChanged)
  const since = seenAt === null ? '' : ` since ${clockTime(seenAt)}`
  const hidden = hiddenChanged > 0 ? ` (${count(hiddenChanged)} merged, hidden)` : ''
  return sum === 0 ? `Nothing changed${since}` : `${count(sum)} changed${since}${hidden}`
}

/** The field that a kind of change is about. */
const fieldOf: Readonly<Record<ChangeKind, string>> = {
  'new': 'new', 'severity-raised': 'severity', 'severity-lowered': 'severity', 'status': 'status', 'reopened': 'status', 'merged': 'status', 'assignee': 'assignee', 'alerts': 'alerts',
}

/** Returns when a refresh found the present value of a change (ISO); null if no refresh of this session did. */
export function seenTime({ kind, to }: Change, seen: readonly SeenChange[]): string | null {
  const last = seen.findLast(({ change }) => fieldOf[change.kind] === fieldOf[kind])
  // A new incident keeps that mark while its status changes.
  return last && (kind === 'new' || last.change.to === to) ? last.at : null
}

/** Returns the text above an incident's changes: `New since 05:47` or `Changed since 05:47:`. `seenAt` (ISO): when the list was last seen. */
export function changesTitle(changes: readonly Change[], seenAt: string | null): string {
  const since = seenAt === null ? '' : ` since ${clockTime(seenAt)}`
  return changes.some(({ kind }) => kind === 'new') ? `New${since}` : `Changed${since}:`
}

/** Returns a change as its field and its old and new value; a new incident has neither. SECURITY: the values are safe to show. */
export function changeText({ kind, from, to }: Change): { readonly field: string, readonly values: string } {
  const turned = (field: string, label: (value: string) => string) => ({ field, values: `${label(from)} → ${label(to)}` })
  switch (kind) {
    case 'new': return { field: '', values: '' }
    case 'severity-raised':
    case 'severity-lowered': return turned('Severity', valueText)
    case 'status': return turned('Status', valueText)
    case 'reopened': return turned('Reopened', valueText)
    case 'assignee': return turned('Assigned to', value => shownLine(value, 'Unassigned', 100))
    case 'alerts': return turned('Alerts', value => visibleLine(value, 20))
    case 'merged': return { field: 'Status', values: `${valueText(from)} → merged into ${shownLine(to, 'another incident', 40)}` }
  }
}
