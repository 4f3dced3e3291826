/** @file Writes a query as text, always in the same form: `parse` returns an equal query. */
import type { FieldId } from '../fields'
import type { Query, Term, Value } from '../query'
import { fieldOf } from '../fields'
import { isBareValue, isBareWord, quoted } from './quoting'

const textOf = (text: string): string => isBareValue(text) ? text : quoted(text)

function valueOf(id: FieldId, value: string): string {
  const field = fieldOf(id)
  if (field.kind !== 'vocabulary') return value
  // Without quotation marks, an unknown value is a problem.
  return field.words.find(value) === value ? textOf(field.words.print(value)) : quoted(value)
}

export function printValue(id: FieldId, value: Value): string {
  switch (value.kind) {
    case 'none': case 'me': return value.kind
    case 'value': return valueOf(id, value.value)
    case 'text': return `${value.whole ? '=' : ''}${textOf(value.text)}`
    case 'number': return `${value.sign === '=' ? '' : value.sign}${value.number}`
    case 'date': return `${value.sign === '=' ? '' : value.sign}${value.date}`
    case 'age': return `${value.sign}${value.count}${value.unit}`
  }
}

/** Returns the free text of a term; null if the term needs its field. */
function freeText({ field, values: [value, ...more] }: Term): string | null {
  return field === 'text' && value?.kind === 'text' && !value.whole && more.length === 0 ? value.text : null
}

/** Returns one term as text, for example on a chip. */
export function printTerm(term: Term): string {
  const { field, negated, values } = term
  const sign = negated ? '-' : ''
  const free = freeText(term)
  // Two hyphens do not negate.
  if (free !== null) return sign + (isBareWord(free) && !(negated && free.startsWith('-')) ? free : quoted(free))
  const printed = values.map(value => printValue(field, value))
  return `${sign}${field}:${printed.length === 1 ? printed.join('') : `(${printed.join(',')})`}`
}

/** Returns a query as text. */
export const print = (query: Query): string => query.map(printTerm).join(' ')
