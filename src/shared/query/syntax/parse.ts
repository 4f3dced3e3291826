/** @file Reads the text of a query. docs/query.md describes the language. */
import type { QueryProblem } from '../../contract/list'
import type { FieldId } from '../fields'
import type { Query, Sign, Term, Value } from '../query'
import { findField } from '../fields'
import * as problems from './problems'
import { QueryError } from './problems'
import { fieldName, isOperatorWord } from './quoting'
import { readValue } from './read-value'
import { hasText } from '../searchable'

/** Reads one text from left to right. */
class Reader {
  private at = 0

  constructor(private readonly text: string, private readonly named: boolean) {}

  /** Returns the part of the text at the position that matches `pattern`, a sticky expression, and advances the position past it; '' if nothing matches. */
  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private fail(start: number, reason: string, end = this.text.length): never {
    throw new QueryError(start, end, reason)
  }

  private expectSpace(reason: string): void {
    const start = this.at
    if (this.take(/\S+/y) !== '') this.fail(start, reason, this.at)
  }

  private quotedText(): string {
    const start = this.at
    const taken = this.take(/"(?:[^"\\]|\\["\\]|\\(?!["\\]))*"/y)
    if (taken === '') this.fail(start, problems.openQuote)
    return taken.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
  }

  /** `bare` matches an unquoted value. */
  private value(field: FieldId, bare: RegExp): Value {
    const start = this.at
    const sign = this.take(/[<>]=?|=/y)
    const quoted = this.text[this.at] === '"'
    const text = quoted ? this.quotedText() : this.take(bare).trimEnd()
    if (!quoted && text === '') this.fail(start - 1, problems.missingValue(field), this.at)
    const end = quoted ? this.at : start + sign.length + text.length
    const value = readValue(field, { sign: sign === '' ? null : sign as Sign, text, quoted, start, end })
    if (value.kind === 'me' && !this.named) this.fail(start, problems.noName, end)
    return value
  }

  private group(field: FieldId): readonly Value[] {
    const start = this.at
    const values: Value[] = []
    this.take(/\(\s*/y)
    for (;;) {
      values.push(this.value(field, /[^,)]+/y))
      this.take(/\s*/y)
      const next = this.take(/,\s*|\)/y)
      if (next === ')') break
      if (this.at >= this.text.length && next === '') this.fail(start, problems.openGroup)
      if (next === '') this.fail(this.at, problems.afterValue, this.at + 1)
    }
    this.expectSpace(problems.afterGroup)
    return values
  }

  private values(field: FieldId): readonly Value[] {
    if (this.text[this.at] === '(') return this.group(field)
    const value = this.value(field, /\S+/y)
    this.expectSpace(problems.afterQuote)
    return [value]
  }

  private freeText(negated: boolean): Term | null {
    const start = this.at
    if (this.text[start] === '(') this.fail(start, problems.looseGroup, start + 1)
    const quoted = this.text[start] === '"'
    const text = quoted ? this.quotedText() : this.take(/\S+/y)
    const end = this.at
    if (quoted) this.expectSpace(problems.afterQuote)
    if (!hasText(text)) return quoted ? this.fail(start, problems.blankText, end) : null
    if (!quoted && isOperatorWord(text)) this.fail(start, problems.operatorWord(text), end)
    return { field: 'text', negated, values: [{ kind: 'text', text, whole: false }] }
  }

  /** Returns null for a word of invisible characters. */
  private term(): Term | null {
    const negated = this.take(/-(?![-\s]|$)/y) !== ''
    const start = this.at
    const word = this.take(/\S+/y)
    this.at = start
    const name = fieldName(word)
    if (name === null) return this.freeText(negated)
    const field = findField(name) ?? this.fail(start, problems.unknownField(name, word), start + name.length)
    this.at += name.length + 1
    return { field, negated, values: this.values(field) }
  }

  query(): Query {
    const terms: Term[] = []
    for (;;) {
      this.take(/\s+/y)
      if (this.at >= this.text.length) return terms
      const term = this.term()
      if (term !== null) terms.push(term)
    }
  }
}

/** The query, or the first problem of the text: then there is no query. */
export type Parsed = { readonly query: Query, readonly problem?: never } | { readonly problem: QueryProblem, readonly query?: never }

/**
 * Reads a query. An empty text is a query without terms, which every incident matches. `named`: whether the profile contains the user's name, which
 * `assignee:me` needs.
 */
export function parse(text: string, named = true): Parsed {
  try {
    return { query: new Reader(text, named).query() }
  } catch (error) {
    if (error instanceof QueryError) return { problem: error.problem }
    throw error
  }
}
