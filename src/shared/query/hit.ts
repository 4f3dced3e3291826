/** @file Where a free-text search found an incident. */
import type { Hit } from '../contract/list'
import type { IndexedIncident } from '../contract/row'
import type { Query } from './query'
import type { Searchable } from './searchable'
import { fold } from '../values/fold'
import { foldedRange } from './folded-range'
import { needlesOf } from './needles'
import { separator } from './searchable'

const before = 60
const maxLength = 200

/** Returns the text around a hit. Cut ends are marked by an ellipsis. */
function excerpt(place: string, text: string, start: number, length: number): Hit {
  const from = start <= before ? 0 : start - before
  const to = Math.min(text.length, Math.max(from + maxLength, start + Math.min(length, maxLength)))
  // Half of a surrogate pair is not a character.
  const isHalf = (at: number): boolean => at > 0 && /[\uDC00-\uDFFF]/.test(text[at] ?? '')
  const [first, last] = [isHalf(from) ? from + 1 : from, isHalf(to) ? to - 1 : to]
  const lead = first > 0 ? '…' : ''
  return { place, text: `${lead}${text.slice(first, last)}${last < text.length ? '…' : ''}`, start: start - first + lead.length, length: Math.min(length, last - start) }
}

type Places = Generator<readonly [place: string, text: string]>

/** The texts of an incident that a search covers, besides its name, each with the place to show. */
function* placesOf(incident: IndexedIncident): Places {
  const { row, alertTitles } = incident
  yield ['id', row.id]
  yield ['assignee', row.assignedTo ?? '']
  for (const tag of row.tags) yield ['tag', tag]
  for (const technique of row.techniques) yield ['technique', technique]
  for (const title of alertTitles) yield ['alert', title]
  yield* entityPlacesOf(incident)
}

function* entityPlacesOf({ entities }: IndexedIncident): Places {
  for (const { type, label, values } of entities) {
    yield [type, label]
    for (const value of values) yield [type, value]
  }
}

function find(places: Places, needle: string): Hit | null {
  const isWhole = needle.startsWith(separator)
  const text = isWhole ? needle.slice(1, -1) : needle
  for (const [place, value] of places) {
    const folded = fold(value)
    if (isWhole ? folded !== text : !folded.includes(text)) continue
    const range = foldedRange(value, text)
    if (range !== null) return excerpt(place, value, range.start, range.length)
  }
  return null
}

/**
 * Returns where a matching incident contains the free text of a query or the text of its field `entity`. Skips texts that the incident's name contains; null
 * if no other is left. Folds the incident's texts, which is slow, so call it for rows in view only.
 */
export function hitOf({ incident, name }: Searchable, query: Query): Hit | null {
  for (const { field, negated, values } of query) {
    if (negated || (field !== 'text' && field !== 'entity')) continue
    const needles = values.flatMap(value => needlesOf(value, null))
    if (field === 'text' && needles.some(needle => name.includes(needle))) continue
    for (const needle of needles) {
      const hit = find(field === 'text' ? placesOf(incident) : entityPlacesOf(incident), needle)
      if (hit !== null) return hit
    }
  }
  return null
}
