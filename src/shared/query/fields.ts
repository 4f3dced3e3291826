/** @file The fields of the query language, one entry each: parsing, printing, matching and facets derive from them. docs/query.md lists them for users. */
import type { IncidentRow } from '../contract/row'
import type { Searchable } from './searchable'
import type { Words } from './words'
import { classifications, determinations, rareStatuses, severities, statuses } from '../vocabulary/incident-values'
import { detectionSources, services } from '../vocabulary/sources'
import { createWords } from './words'

/** Passes each value of a row to `accept` until one is accepted, and returns whether one was. */
type SomeValue = (row: IncidentRow, accept: (value: string) => boolean) => boolean

interface FieldBase {
  readonly label: string
  /** An example of a term, for messages. */
  readonly example: string
}

/** A text matches if it equals a value, in any spelling. */
export interface VocabularyField extends FieldBase {
  readonly kind: 'vocabulary'
  readonly words: Words
  readonly some: SomeValue
}

/** A text matches if a value contains it. `some` is present if the field is a facet. */
export interface TextField extends FieldBase {
  readonly kind: 'text'
  /** Whether an incident may lack a value. */
  readonly optional: boolean
  readonly text: (incident: Searchable) => string
  readonly some?: SomeValue
}

export interface NumberField extends FieldBase {
  readonly kind: 'number'
  readonly number: (row: IncidentRow) => number | null
}

export interface TimeField extends FieldBase {
  readonly kind: 'time'
  readonly ms: (incident: Searchable) => number
}

/** States of an incident that are not values of its row. */
export interface FlagField extends FieldBase {
  readonly kind: 'flag'
}

export type Field = VocabularyField | TextField | NumberField | TimeField | FlagField

/** The values of `is`. */
export const flags = ['starred', 'changed', 'new', 'raised', 'updated', 'merged'] as const

export type Flag = (typeof flags)[number]

const one = (value: (row: IncidentRow) => string | null): SomeValue => (row, accept) => accept(value(row) ?? '')
const each = (values: (row: IncidentRow) => readonly string[]): SomeValue => (row, accept) => values(row).some(accept)

const severityWords = createWords(severities)
const sourceWords = createWords([...services, ...detectionSources])

/** In the order in which they are suggested. */
export const fields = {
  'severity': { kind: 'vocabulary', label: 'Severity', example: 'severity:high', words: severityWords, some: one(row => row.severity) },
  'status': { kind: 'vocabulary', label: 'Status', example: 'status:active', words: createWords([...statuses, ...rareStatuses]), some: one(row => row.status) },
  'classification': {
    kind: 'vocabulary', label: 'Classification', example: 'classification:"True positive"', words: createWords(classifications, 'Unknown'), some: one(row => row.classification),
  },
  'determination': {
    kind: 'vocabulary', label: 'Determination', example: 'determination:phishing', words: createWords(determinations, 'NotAvailable'), some: one(row => row.determination),
  },
  'assignee': { kind: 'text', label: 'Assigned to', example: 'assignee:none', optional: true, text: incident => incident.assignee, some: one(row => row.assignedTo) },
  'source': {
    kind: 'vocabulary', label: 'Source', example: 'source:"Office 365"', words: sourceWords,
    some: (row, accept) => row.services.some(accept) || row.detectionSources.some(accept),
  },
  'category': { kind: 'text', label: 'Category', example: 'category:malware', optional: true, text: incident => incident.category, some: each(row => row.categories) },
  'technique': { kind: 'text', label: 'Technique', example: 'technique:T1566', optional: true, text: incident => incident.technique, some: each(row => row.techniques) },
  'device': { kind: 'text', label: 'Device', example: 'device:pc-01', optional: true, text: incident => incident.device, some: each(row => row.devices) },
  'user': { kind: 'text', label: 'User', example: 'user:adele', optional: true, text: incident => incident.user, some: each(row => row.users) },
  'asset': { kind: 'text', label: 'Asset', example: 'asset:finance', optional: true, text: incident => incident.asset },
  'tag': { kind: 'text', label: 'Tag', example: 'tag:vip', optional: true, text: incident => incident.tag, some: each(row => row.tags) },
  'id': { kind: 'text', label: 'ID', example: 'id:41207', optional: false, text: incident => incident.id },
  'name': { kind: 'text', label: 'Name', example: 'name:ransomware', optional: true, text: incident => incident.name },
  'priority': { kind: 'number', label: 'Priority', example: 'priority:>85', number: row => row.priority },
  'alerts': { kind: 'number', label: 'Alerts', example: 'alerts:>5', number: row => row.alerts },
  'active': { kind: 'number', label: 'Active alerts', example: 'active:>0', number: row => row.activeAlerts },
  'comments': { kind: 'number', label: 'Comments', example: 'comments:>0', number: row => row.comments },
  'created': { kind: 'time', label: 'Created', example: 'created:<2d', ms: incident => incident.created },
  'updated': { kind: 'time', label: 'Last update', example: 'updated:<2d', ms: incident => incident.updated },
  'first': { kind: 'time', label: 'First activity', example: 'first:<2d', ms: incident => incident.first },
  'last': { kind: 'time', label: 'Last activity', example: 'last:<2d', ms: incident => incident.last },
  'merged-into': { kind: 'text', label: 'Merged into', example: 'merged-into:41207', optional: true, text: incident => incident.mergedInto },
  'entity': { kind: 'text', label: 'Entity', example: 'entity:evil.example', optional: true, text: incident => incident.entity },
  'text': { kind: 'text', label: 'Text', example: 'text:powershell', optional: false, text: incident => incident.text },
  'is': { kind: 'flag', label: 'Is', example: 'is:changed' },
} as const satisfies Readonly<Record<string, Field>>

export type FieldId = keyof typeof fields

export const fieldIds = Object.keys(fields) as readonly FieldId[]

/** Returns a field, typed as one of the kinds. */
export const fieldOf = (id: FieldId): Field => fields[id]

/** Returns the ID of the field with a name, in any case; undefined if there is none. */
export function findField(name: string): FieldId | undefined {
  const lower = name.toLowerCase()
  return fieldIds.find(id => id === lower)
}
