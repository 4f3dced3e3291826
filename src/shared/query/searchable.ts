/** @file An incident with its texts folded once, so that a query only compares. */
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

type Time = 'created' | 'lastUpdate' | 'firstActivity' | 'lastActivity'
type Text = 'name' | 'id' | 'assignee' | 'tag' | 'technique' | 'category' | 'device' | 'user' | 'asset' | 'mergedInto'

/** Folds each text and reads each time when it is first used, because most queries use few of them. */
class FoldedIncident implements Searchable {
  #text: string | undefined
  #entity = ''
  #others: Partial<Record<Text, string>> | undefined

  #times: Partial<Record<Time, number>> | undefined

  constructor(readonly incident: IndexedIncident) {}

  #fold(): string {
    const { row, alertTitles, entities } = this.incident
    const { text, parts: [, entity = ''] } = joined([
      [row.name, row.id, row.assignedTo ?? '', ...row.tags, ...row.techniques, ...alertTitles], entities.flatMap(({ label, values }) => [label, ...values]),
    ])
    this.#entity = entity
    return text
  }

  #of(name: Text, values: readonly string[]): string {
    this.#others ??= {}
    return this.#others[name] ??= joined([values]).text
  }

  #at(name: Time): number {
    this.#times ??= {}
    return this.#times[name] ??= instantMs(this.incident.row[name]) ?? Number.NaN
  }

  get text() { return this.#text ??= this.#fold() }
  get entity() { return this.text === '' ? '' : this.#entity }
  get name() { return this.#of('name', [this.incident.row.name]) }
  get id() { return this.#of('id', [this.incident.row.id]) }
  get assignee() { return this.#of('assignee', [this.incident.row.assignedTo ?? '']) }
  get tag() { return this.#of('tag', this.incident.row.tags) }
  get technique() { return this.#of('technique', this.incident.row.techniques) }
  get category() { return this.#of('category', this.incident.row.categories) }
  get device() { return this.#of('device', this.incident.row.devices) }
  get user() { return this.#of('user', this.incident.row.users) }
  get asset() { return this.#of('asset', [...this.incident.row.devices, ...this.incident.row.users, ...this.incident.row.otherAssets]) }
  get mergedInto() { return this.#of('mergedInto', [this.incident.row.redirectedTo ?? '']) }
  get created() { return this.#at('created') }
  get updated() { return this.#at('lastUpdate') }
  get first() { return this.#at('firstActivity') }
  get last() { return this.#at('lastActivity') }
}

export const searchable = (incident: IndexedIncident): Searchable => new FoldedIncident(incident)
