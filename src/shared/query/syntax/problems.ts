/** @file The messages for a text that is not a query: the reason, and what to write instead. */
import type { QueryProblem } from '../../contract/list'
import type { Field, FieldId } from '../fields'
import { fieldIds, fields, flags } from '../fields'
import { nearest } from './near'
import { quoted } from './quoting'

/** Thrown inside the parser only. */
export class QueryError extends Error {
  readonly problem: QueryProblem

  constructor(start: number, end: number, reason: string) {
    super(reason)
    this.problem = { start, end, reason }
  }
}

const maxQuoted = 40
/** If a field has more known values than this, a message does not list all of them. */
const maxListed = 8

const shown = (text: string): string => quoted(text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text)
const list = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
const written = (word: string): string => /[\s(),]/.test(word) ? quoted(word) : word

export const unknownField = (name: string, word: string): string => {
  const near = nearest(name, fieldIds)
  const hint = near.length > 0 ? `Did you mean ${list(near)}?` : `Fields are ${fieldIds.slice(0, 6).join(', ')} and others.`
  return `There is no field ${shown(name)}. ${hint} To search for the text itself, put it in quotation marks: ${shown(word)}.`
}

export function unknownValue(field: FieldId, text: string, words: readonly string[]): string {
  const near = nearest(text, words)
  const offered = words.length <= maxListed ? words : near.length > 0 ? near : null
  const hint = offered === null ? `For example: ${fields[field].example}.` : `Use ${list(offered.map(written))}.`
  return `${shown(text)} is not a known value of ${field}. ${hint} For an unknown value, use quotation marks.`
}

export const unknownFlag = (text: string): string => `${shown(text)} is not a state. Use is: with ${list(flags)}.`

export const missingValue = (field: FieldId): string => `The value is missing. Write it after the colon without a space, for example ${fields[field].example}.`

export const blankText = 'There is no text between the quotation marks.'

export const openQuote = 'The closing quotation mark is missing. In quotation marks, write \\" for a quotation mark and \\\\ for a backslash at the end.'

export const openGroup = 'The closing parenthesis is missing.'

export const afterQuote = 'Put a space after the closing quotation mark.'

export const afterValue = 'Put a comma or a closing parenthesis after the closing quotation mark.'

export const afterGroup = 'Put a space after the closing parenthesis. A value with parentheses or commas needs quotation marks.'

export const looseGroup = 'A parenthesis groups the values of a field, for example severity:(high,medium). To search for a text that begins with one, put it in quotation marks.'

export const operatorWord = (word: string): string =>
  `${word} is not an operator here. Terms are combined by spaces, values by severity:(high,medium), and a hyphen negates: -status:resolved. To search for the word, put it in quotation marks.`

export const noSign = (field: FieldId): string => `${field} cannot be compared with < or >. Name its values, for example ${fields[field].example}.`

const wanted: Readonly<Record<Exclude<Field['kind'], 'vocabulary' | 'text' | 'flag'>, string>> = {
  number: 'a whole number',
  time: 'an age such as <2d, <4h or <30m, or a date such as 2026-11-24 or 2026-11-24T10:00',
}

export const wrongValue = (field: FieldId, kind: keyof typeof wanted, text: string): string =>
  `${shown(text)} is not a value of ${field}. Write ${wanted[kind]}, for example ${fields[field].example}.`

export const ageWithoutSign = (field: FieldId, text: string): string =>
  `An age needs < or >: ${field}:<${text} for the last ${text}, ${field}:>${text} for earlier times.`

export const noName = 'This profile does not contain your name in the portal. Enter it in Settings, or write the name here.'
