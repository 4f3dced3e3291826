/** @file Finds the part of a query at the caret: the name of a field, or a value. The query may be unfinished. */
import type { FieldId } from '../fields'
import { findField } from '../fields'

/** A part of the text, in characters: `start` inclusive, `end` exclusive. */
interface Part {
  readonly start: number
  readonly end: number
}

/** The part that a suggestion replaces, and the text before the caret in it. */
export type Place = Part & { readonly typed: string } & (
  | { readonly kind: 'name' }
  | {
    readonly kind: 'value'
    readonly field: FieldId
    /** The whole term. */
    readonly term: Part
    /** The position where the parenthesis of the group must be closed; null if it is closed, or if there is none. */
    readonly closeAt: number | null
  }
)

/** Returns the text at a position that matches `pattern`, a sticky expression; '' if none does. */
function textAt(text: string, at: number, pattern: RegExp): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

const quotedText = /"(?:[^"\\]|\\["\\]|\\(?!["\\]))*"/y

/** What ends an unfinished text in quotation marks, and what may follow a finished one. */
const inGroup = { stop: /[^\s,)]*/y, after: /\s*(?:[,)]|$)/y } as const
const alone = { stop: /\S*/y, after: /\s|$/y } as const

interface Scanned extends Part {
  /** The position of the text, after the sign and the quotation mark. */
  readonly content: number
  readonly quoted: boolean
  /** Whether the next term begins here although the group is not closed. */
  readonly isCut: boolean
}

const isOneOf = (char: string | undefined, chars: string): boolean => char === undefined || chars.includes(char)

/** Returns whether what follows a position is another term, and no part of a group. */
const isTermAt = (text: string, at: number): boolean => findField(/^\s+-?([a-z-]+):/i.exec(text.slice(at))?.[1] ?? '') !== undefined

/** Returns the end of an unquoted value in a group. It can contain spaces, but a group that is not closed ends before the next term. */
function bareEnd(text: string, start: number): { readonly end: number, readonly isCut: boolean } {
  const bare = textAt(text, start, /[^,)]*/y)
  for (const space of bare.matchAll(/\s+/g)) if (isTermAt(text, start + space.index)) return { end: start + space.index, isCut: true }
  return { end: start + bare.trimEnd().length, isCut: false }
}

function scanValue(text: string, start: number, caret: number, isGroup: boolean): Scanned {
  const content = start + textAt(text, start, /[<>]=?|=/y).length
  if (text[content] !== '"') {
    const { end, isCut } = isGroup ? bareEnd(text, content) : { end: content + textAt(text, content, /\S*/y).length, isCut: false }
    return { start, content, end, quoted: false, isCut }
  }
  const { stop, after } = isGroup ? inGroup : alone
  const closed = content + textAt(text, content, quotedText).length
  after.lastIndex = closed
  const isClosed = closed > content && after.test(text)
  // The next mark may begin another text: an unfinished one ends with the word at the caret.
  const last = Math.max(caret, content + 1)
  return { start, content: content + 1, end: isClosed ? closed : last + textAt(text, last, stop).length, quoted: true, isCut: false }
}

/** Returns the text before the caret in a value; null if the caret is not in it, or behind its closing quotation mark. */
function typedIn(text: string, { start, content, end, quoted }: Scanned, caret: number): string | null {
  if (caret < start || caret > end) return null
  const typed = text.slice(content, Math.max(content, caret))
  if (!quoted) return typed
  return caret === end && text[end - 1] === '"' && end > content ? null : typed.replaceAll(/\\(["\\])/g, '$1')
}

interface Values {
  readonly values: readonly Scanned[]
  readonly end: number
  readonly closeAt: number | null
}

/** Returns the values of a group that is not closed. If the caret is in the last one, it ends with the word at the caret: further words are other terms. */
function unclosed(text: string, values: readonly Scanned[], caret: number): Values {
  const last = values.at(-1)
  if (!last) return { values, end: caret, closeAt: caret }
  const hasCaret = caret >= last.start && caret <= last.end && !last.quoted
  const end = hasCaret ? Math.min(last.end, caret + textAt(text, caret, /\S*/y).length) : last.end
  return { values: [...values.slice(0, -1), { ...last, end }], end, closeAt: end }
}

function scanGroup(text: string, start: number, caret: number): Values {
  const values: Scanned[] = []
  for (let at = start + 1; ;) {
    const space = textAt(text, at, /\s*/y)
    // A missing value is at the caret, in front of the next term, comma or parenthesis.
    const isNextTerm = isTermAt(text, at)
    const isCaretIn = caret >= at && caret < at + space.length
    if (isCaretIn && (isNextTerm || isOneOf(text[at + space.length], ',)'))) at = caret
    else if (!isNextTerm) at += space.length
    const value = scanValue(text, at, caret, true)
    values.push(value)
    const next = value.end + (value.isCut ? 0 : textAt(text, value.end, /\s*/y).length)
    if (text[next] === ')') return { values, end: next + 1, closeAt: null }
    if (text[next] !== ',') return unclosed(text, values, caret)
    at = next + 1
  }
}

function scanValues(text: string, start: number, caret: number): Values {
  if (text[start] === '(') return scanGroup(text, start, caret)
  const value = scanValue(text, start, caret, false)
  return { values: [value], end: value.end, closeAt: null }
}

/** Returns the place of a caret; null if nothing can be suggested there. */
export function placeAt(text: string, caret: number): Place | null {
  for (let at = textAt(text, 0, /\s*/y).length; at < caret;) {
    const start = at + textAt(text, at, /-(?![-\s]|$)/y).length
    const name = textAt(text, start, /[a-z][a-z-]*(?=[:\s]|$)/iy)
    const hasColon = name !== '' && text[start + name.length] === ':'
    const nameEnd = start + name.length + (hasColon ? 1 : 0)
    if (name !== '' && caret > start && caret <= start + name.length) return { kind: 'name', start, end: nameEnd, typed: text.slice(start, caret) }
    const field = hasColon ? findField(name) : undefined
    if (field === undefined) {
      const word = textAt(text, start, /"(?:[^"\\]|\\["\\]|\\(?!["\\]))*"\S*|"[^]*|\S+/y)
      at = start + word.length
    } else {
      const { values, end, closeAt } = scanValues(text, nameEnd, caret)
      for (const value of values) {
        const typed = typedIn(text, value, caret)
        if (typed !== null) return { kind: 'value', field, start: value.start, end: value.end, typed, term: { start: at, end }, closeAt }
      }
      at = end + textAt(text, end, /\S*/y).length
    }
    at += textAt(text, at, /\s*/y).length
  }
  return null
}
