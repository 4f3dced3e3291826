/** @file Reads one value of a term. */
import type { FieldId, TimeField, VocabularyField } from '../fields'
import type { AgeUnit, Sign, Value } from '../query'
import { readDate } from '../dates'
import { fieldOf, flags } from '../fields'
import * as problems from './problems'
import { QueryError } from './problems'
import { hasText } from '../searchable'

/** A value as typed: without its sign and quotation marks, and its place in the query. */
export interface TypedValue {
  readonly sign: Sign | null
  readonly text: string
  readonly quoted: boolean
  readonly start: number
  readonly end: number
}

const fail = ({ start, end }: TypedValue, reason: string): never => { throw new QueryError(start, end, reason) }

const isWord = ({ sign, text, quoted }: TypedValue, word: string): boolean => sign === null && !quoted && text.toLowerCase() === word

function vocabularyValue(id: FieldId, { words }: VocabularyField, typed: TypedValue): Value {
  if (typed.sign !== null && typed.sign !== '=') return fail(typed, problems.noSign(id))
  if (!hasText(typed.text)) return fail(typed, problems.blankText)
  const value = words.find(typed.text)
  if (value === undefined) return typed.quoted ? { kind: 'value', value: typed.text } : fail(typed, problems.unknownValue(id, typed.text, words.all))
  return value === '' ? { kind: 'none' } : { kind: 'value', value }
}

function textValue(typed: TypedValue): Value {
  const { sign, text } = typed
  if (!hasText(text)) return fail(typed, problems.blankText)
  // Texts have no order, so other signs are part of the text.
  return { kind: 'text', text: sign === null || sign === '=' ? text : `${sign}${text}`, whole: sign === '=' }
}

function timeValue(id: FieldId, field: TimeField, typed: TypedValue): Value {
  const { sign, text } = typed
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? []
  if (count !== undefined) {
    if (sign === null || sign === '=') return fail(typed, problems.ageWithoutSign(id, text))
    return { kind: 'age', sign, count: Number(count), unit: unit as AgeUnit }
  }
  const date = readDate(text)
  return date === null ? fail(typed, problems.wrongValue(id, field.kind, text)) : { kind: 'date', sign: sign ?? '=', date }
}

/** Returns the value of a field. Throws a `QueryError` if the field cannot have this value. */
export function readValue(id: FieldId, typed: TypedValue): Value {
  const field = fieldOf(id)
  if (isWord(typed, 'none') && field.kind !== 'flag' && !(field.kind === 'text' && !field.optional)) return { kind: 'none' }
  switch (field.kind) {
    case 'vocabulary': return vocabularyValue(id, field, typed)
    case 'text': return id === 'assignee' && isWord(typed, 'me') ? { kind: 'me' } : textValue(typed)
    case 'number': return /^\d{1,9}$/.test(typed.text) ? { kind: 'number', sign: typed.sign ?? '=', number: Number(typed.text) } : fail(typed, problems.wrongValue(id, field.kind, typed.text))
    case 'time': return timeValue(id, field, typed)
    case 'flag': {
      const flag = flags.find(each => each === typed.text.toLowerCase())
      return flag === undefined || (typed.sign !== null && typed.sign !== '=') ? fail(typed, problems.unknownFlag(typed.text)) : { kind: 'value', value: flag }
    }
  }
}
