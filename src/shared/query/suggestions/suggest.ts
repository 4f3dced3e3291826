/** @file Suggestions while a query is typed: the names of fields, and the values of a field as the query language spells them. Pure. */
import type { FacetValue } from '../../contract/list'
import type { FacetField } from '../facets'
import type { FieldId } from '../fields'
import type { Value } from '../query'
import type { Place } from './place'
import { fold } from '../../values/fold'
import { valueOf } from '../edit'
import { facetFields, facetLabel } from '../facets'
import { fieldIds, fieldOf, fields, flags } from '../fields'
import { printValue } from '../syntax/print'

export interface Suggestion {
  /** The text to insert, such as `severity:` or `"Office 365"`. */
  readonly text: string
  /** What it means in other words; '' if they would be the same. */
  readonly meaning: string
  /** Incidents that have the value; null if unknown. */
  readonly count: number | null
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[]
  /** How many more there are. */
  readonly more: number
}

export interface SuggestionContext {
  /** The values of the field in the list; null while they are unknown. Their counts may be unknown, too. */
  readonly values: readonly (Pick<FacetValue, 'value'> & { readonly count: number | null })[] | null
  /** Whether the profile contains the user's name, which `assignee:me` needs. */
  readonly named: boolean
}

/** The maximum number of suggestions. */
const maxShown = 10

const ages = [['<1h', 'in the last hour'], ['<4h', 'in the last 4 hours'], ['<1d', 'in the last 24 hours'], ['<2d', 'in the last 48 hours'], ['<7d', 'in the last 7 days'], ['>7d', 'more than 7 days ago']] as const

/** Returns the field if it is a facet. */
export const facetOf = (field: FieldId): FacetField | undefined => facetFields.find(each => each === field)

const otherWords = (text: string, meaning: string): string => fold(text.replaceAll('"', '')) === fold(meaning) ? '' : meaning

/** A suggestion for a place, with the texts by which the typed text selects it. */
export interface Candidate extends Suggestion {
  /** The texts of which the typed one can be a part, folded. */
  readonly spellings: readonly string[]
}

function candidate(field: FieldId, value: Value, meaning: string, count: number | null): Candidate {
  const text = printValue(field, value)
  // The meaning of `none` is no spelling of it.
  const spellings = value.kind === 'none' ? [text] : [text.replace(/^=?"?/, ''), meaning]
  return { text, meaning: otherWords(text.replace(/^=/, ''), meaning), count, spellings: spellings.map(fold) }
}

/** Returns the values of a facet: those in the list, then other known ones. `none` is the last. */
function facetCandidates(id: FacetField, { values, named }: SuggestionContext): readonly Candidate[] {
  const field = fieldOf(id)
  const listed = (values ?? []).map(({ value, count }) => ({ value: valueOf(id, value), label: facetLabel(id, value), count }))
  const candidates = listed.filter(({ value }) => value.kind !== 'none').map(({ value, label, count }) => candidate(id, value, label, count))
  if (field.kind === 'vocabulary') {
    const known = field.words.all.map((word) => {
      const value = field.words.find(word) ?? ''
      return candidate(id, { kind: 'value', value }, field.words.label(value), values === null ? null : 0)
    })
    candidates.push(...known.filter(({ text }) => !candidates.some(each => each.text === text)))
    // A short vocabulary has an order of its own.
    const order = known.map(({ text }) => text)
    if (id === 'severity' || id === 'status') candidates.sort((a, b) => (order.indexOf(a.text) + 1 || Infinity) - (order.indexOf(b.text) + 1 || Infinity))
  }
  if (id === 'assignee' && named) candidates.unshift(candidate(id, { kind: 'me' }, 'you', null))
  const none = listed.find(({ value }) => value.kind === 'none')
  return [...candidates, candidate(id, { kind: 'none' }, id === 'assignee' ? 'unassigned' : 'without a value', none?.count ?? (values === null ? null : 0))]
}

/** Returns all values that can be suggested for a field. */
export function valueCandidates(id: FieldId, context: SuggestionContext): readonly Candidate[] {
  const facet = facetOf(id)
  if (facet) return facetCandidates(facet, context)
  const field = fieldOf(id)
  if (field.kind === 'flag') return flags.map(flag => candidate(id, { kind: 'value', value: flag }, flag, null))
  if (field.kind === 'time') return ages.map(([text, meaning]) => ({ text, meaning, count: null, spellings: [text, text.slice(1)] }))
  return []
}

/** Returns those whose spelling begins with the typed text, then those that contain it. */
function matching(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  const wanted = fold(typed)
  if (wanted === '') return candidates
  const rank = ({ spellings }: Candidate): number => spellings.some(each => each.startsWith(wanted)) ? 0 : spellings.some(each => each.includes(wanted)) ? 1 : 2
  const ranked = candidates.map(each => ({ each, rank: rank(each) })).filter(each => each.rank < 2)
  return ranked.sort((a, b) => a.rank - b.rank).map(({ each }) => each)
}

const fieldCandidates: readonly Candidate[] = fieldIds.map(id => ({ text: `${id}:`, meaning: otherWords(id, fields[id].label), count: null, spellings: [id, fields[id].label].map(fold) }))

/** A single letter is more likely the beginning of a word, and a name with its colon is complete. */
function matchingNames(text: string, { typed, end }: Place): readonly Candidate[] {
  if (typed.length < 2 || text[end - 1] === ':') return []
  return fieldCandidates.filter(({ spellings }) => spellings.some(each => each.startsWith(fold(typed))))
}

/** Returns what can be inserted at a place. `values`: the candidates of the field at the place. Nothing if the text there is complete. */
export function suggest(text: string, place: Place, values: readonly Candidate[]): Suggestions {
  const found = place.kind === 'value' ? matching(values, place.typed) : matchingNames(text, place)
  const current = text.slice(place.start, place.end)
  if (found.length === 1 && found[0]?.text === current) return { suggestions: [], more: 0 }
  return { suggestions: found.slice(0, maxShown), more: Math.max(0, found.length - maxShown) }
}

/** Returns the text with a suggestion in its place, and the caret behind it. */
export function accept(text: string, place: Place, { text: inserted }: Pick<Suggestion, 'text'>): { readonly text: string, readonly caret: number } {
  const caret = place.start + inserted.length
  const closeAt = place.kind === 'value' ? place.closeAt : null
  const rest = closeAt === null ? text.slice(place.end) : `${text.slice(place.end, closeAt)})${text.slice(closeAt)}`
  return { text: `${text.slice(0, place.start)}${inserted}${rest}`, caret }
}
