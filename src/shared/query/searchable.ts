/** @file An incident with its texts folded and its times read once, so that a query only compares. */
import type { IndexedIncident } from '../contract/row'
import { fold } from '../values/fold'
import { instantMs } from '../values/instants'

/** Separates values in a folded text. Folding replaces it with a space, so no value and no typed text contains it. */
export const separator = '\n'

/**
 * Each text contains the folded values of a field with a separator before, between and after them; '' if there are none. Times are in ms since 1970, NaN if
 * the API sent none.
 */
export interface Searchable {
  readonly incident: IndexedIncident
  /** The text that a free-text search covers: name, ID, assignee, tags, techniques, titles of alerts, and entities. */
  readonly text: string
  readonly name: string
  readonly id: string
  readonly assignee: string
  readonly tag: string
  readonly technique: string
  readonly entity: string
  readonly category: string
  readonly device: string
  readonly user: string
  /** Devices, users and other assets. */
  readonly asset: string
  readonly mergedInto: string
  readonly created: number
  readonly updated: number
  readonly first: number
  readonly last: number
}

/** Returns whether a text has any visible character: folded, it is not empty. */
export function hasText(text: string): boolean {
  const code = text.charCodeAt(0)
  return (code > 0x20 && code < 0x7F) || fold(text) !== ''
}

/** Matches a joined text that needs more than conversion to lowercase: not all ASCII, empty values, spaces to collapse or trim. */
const needsFolding = /[^\n\x20-\x7E]| {2}|\n[\n ]| \n/

const enclosed = (bodies: readonly string[]): string => `${separator}${bodies.filter(body => body !== '').join(separator)}${separator}`

/** Returns the folded values of each list, joined, and all of them as one text. */
function folded(lists: readonly (readonly string[])[]): { readonly text: string, readonly bodies: readonly string[] } {
  const asReceived = lists.map(values => values.join(separator))
  const text = enclosed(asReceived)
  // Folding value by value would take most of the time of indexing a list.
  const isPlain = !needsFolding.test(text) && !lists.some(values => values.some(value => value.includes(separator)))
  if (isPlain) return { text: text.toLowerCase(), bodies: asReceived }
  const bodies = lists.map(values => values.map(fold).filter(value => value !== '').join(separator))
  return { text: enclosed(bodies), bodies }
}

/**
 * Joins the folded values of lists to one text, and returns it with the part of each list. The engine keeps a part as a reference to the whole,
 * so parts take almost no memory.
 */
function joined(lists: readonly (readonly string[])[]): { readonly text: string, readonly parts: readonly string[] } {
  if (lists.every(values => values.every(value => value === ''))) return { text: '', parts: [] }
  const { text, bodies } = folded(lists)
  let start = 0
  const parts = bodies.map((body) => {
    if (body === '') return ''
    const end = start + body.length + 2
    const part = text.slice(start, end)
    start = end - 1
    return part
  })
  return { text: text.length > 2 ? text : '', parts }
}

const ms = (time: string): number => instantMs(time) ?? Number.NaN

export function searchable(incident: IndexedIncident): Searchable {
  const { row, alertTitles, entities } = incident
  const { text, parts: [name = '', id = '', assignee = '', tag = '', technique = '', , entity = ''] } = joined([
    [row.name], [row.id], [row.assignedTo ?? ''], row.tags, row.techniques, alertTitles, entities.flatMap(({ label, values }) => [label, ...values]),
  ])
  const { text: asset, parts: [device = '', user = ''] } = joined([row.devices, row.users, row.otherAssets])
  return {
    incident, text, name, id, assignee, tag, technique, entity, asset, device, user,
    category: joined([row.categories]).text, mergedInto: joined([[row.redirectedTo ?? '']]).text,
    created: ms(row.created), updated: ms(row.lastUpdate), first: ms(row.firstActivity), last: ms(row.lastActivity),
  }
}
