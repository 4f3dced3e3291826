/** @file The values of a vocabulary as a query spells them. */
import type { KnownValue } from '../vocabulary/known-values'
import { fold } from '../values/fold'

type Known = KnownValue & { readonly short?: string }

/** The words of one field. */
export interface Words {
  /** Returns the value of a text, in any spelling or with any label: '' for the value that means "not set", undefined for an unknown one. */
  readonly find: (text: string) => string | undefined
  /** Returns the text that a query is printed with: a known value's short label, without capitals if it is one word; an unknown value unchanged. */
  readonly print: (value: string) => string
  /** Returns the label of a known value, and an unknown value unchanged. */
  readonly label: (value: string) => string
  /** Returns whether a row has a value: neither '' nor the value that means "not set". */
  readonly isSet: (value: string) => boolean
  /** The printed texts of all known values, in the vocabulary's order. */
  readonly all: readonly string[]
}

const printed = ({ label, short = label }: Known): string => /^[A-Za-z\d-]+$/.test(short) ? short.toLowerCase() : short

/**
 * Returns the words of a vocabulary. If two values share a spelling, it means the first one. `notSet`: the value by which the API says that the field has
 * none.
 */
export function createWords(known: readonly Known[], notSet?: string): Words {
  const values = new Map<string, string>()
  const byValue = new Map<string, Known>()
  for (const each of known) {
    const { value, graph, label, short = label, also = [] } = each
    if (!byValue.has(value)) byValue.set(value, each)
    for (const spelling of [value, graph, label, short, ...also].map(fold)) {
      if (!values.has(spelling)) values.set(spelling, value === notSet ? '' : value)
    }
  }
  const of = (value: string): Known | undefined => byValue.get(value)
  return {
    find: text => values.get(fold(text)),
    print: (value) => { const each = of(value); return each === undefined ? value : printed(each) },
    label: value => of(value)?.label ?? value,
    isSet: value => value !== '' && value !== notSet,
    all: [...byValue.values()].filter(({ value }) => value !== notSet).map(printed),
  }
}
