/** @file A query as data: what `parse` reads and `print` writes. docs/query.md describes the language. */
import type { FieldId } from './fields'

export type Sign = '=' | '<' | '<=' | '>' | '>='

export type AgeUnit = 'm' | 'h' | 'd' | 'w'

/** One value of a term. A field's kind in `fields` determines the possible kinds of its values. */
export type Value
  /** The field has no value. */
  = | { readonly kind: 'none' }
  /** The user's own name in the portal. */
    | { readonly kind: 'me' }
  /** A value of a vocabulary in the app's spelling, or an unknown one as received; or a flag of `is`. */
    | { readonly kind: 'value', readonly value: string }
  /** `whole`: the text must be the whole value of the field, not a part of it. Never blank. */
    | { readonly kind: 'text', readonly text: string, readonly whole: boolean }
    | { readonly kind: 'number', readonly sign: Sign, readonly number: number }
  /** A day, minute or second as `readDate` returns it. */
    | { readonly kind: 'date', readonly sign: Sign, readonly date: string }
  /** The time between the field's time and now. */
    | { readonly kind: 'age', readonly sign: Exclude<Sign, '='>, readonly count: number, readonly unit: AgeUnit }

/** A condition: the field has one of the values, at least one; or none of them, if negated. */
export interface Term {
  readonly field: FieldId
  readonly negated: boolean
  readonly values: readonly Value[]
}

/** All terms must be true. */
export type Query = readonly Term[]
