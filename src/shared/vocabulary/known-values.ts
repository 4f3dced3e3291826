/** @file A vocabulary: the values that both APIs use for one field, with one spelling, one label and one rule for equality. */
import { fold } from '../values/fold'

/** One entry of any list of choices. */
export interface Choice<V extends string | number = string> {
  readonly value: V
  /** The text on screen. */
  readonly label: string
}

/** One value of an incident's field. `value` is the app's spelling, which is the Defender XDR API's. */
export interface KnownValue extends Choice {
  /** Microsoft Graph's spelling, for reading and for writing. */
  readonly graph: string
  /** Further spellings that an API sends or documents. Read only. */
  readonly also?: readonly string[]
}

/** Returns the values of a list of choices, in its order, e.g. for a schema's picklist. */
export function valuesOf<V>(choices: readonly { readonly value: V }[]): readonly V[] {
  return choices.map(({ value }) => value)
}

/** Returns the choices by their values. */
export function byValue<C extends { readonly value: string }>(choices: readonly C[]): Readonly<{ [V in C['value']]: Extract<C, { readonly value: V }> }> {
  return Object.fromEntries(choices.map(choice => [choice.value, choice])) as { [V in C['value']]: Extract<C, { readonly value: V }> }
}

/** No documented value is longer. Longer texts are compared without folding. */
const maxLength = 100

/**
 * Returns a function that converts any spelling of a known value to the app's spelling. Unknown values are only trimmed; a blank string
 * becomes ''.
 */
export function createCanonical(known: readonly KnownValue[]): (text: string) => string {
  const byText = new Map<string, string>()
  for (const { value, graph, also = [] } of known) {
    for (const spelling of [value, graph, ...also]) byText.set(fold(spelling), value)
  }
  // Most texts have the spelling of one of the APIs, so they need no folding.
  for (const { value, graph } of known) byText.set(graph, value)
  for (const { value } of known) byText.set(value, value)
  return (text) => {
    const exact = byText.get(text)
    if (exact !== undefined) return exact
    const trimmed = text.trim()
    if (trimmed.length > maxLength) return trimmed
    const key = fold(trimmed)
    return key === '' ? '' : byText.get(key) ?? trimmed
  }
}

const keys = new Map<string, string>()
const maxKeys = 1000

/** Returns a key that is the same for all spellings of a value. Cached: a list has few different values, each in thousands of rows. */
export function valueKey(value: string): string {
  if (value.length > maxLength) return value.trim()
  const cached = keys.get(value)
  if (cached !== undefined) return cached
  const key = fold(value)
  if (keys.size >= maxKeys) keys.clear()
  keys.set(value, key)
  return key
}

/** Returns whether two texts are the same value of a vocabulary, known or unknown. */
export const isSameValue = (a: string, b: string): boolean => a === b || valueKey(a) === valueKey(b)
