/** @file An incident's JSON as received, read in parts. Positions are in bytes. Strings are as received: untrusted. */

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'word'

/** An element of a list or a member of an object. */
export interface JsonEntry {
  /** The position of its value. */
  readonly at: number
  /** The name of a member as written, without its quotation marks; null for an element. Long names are cut. */
  readonly key: string | null
  readonly kind: JsonKind
  /** The value as written; '' for a list or an object. Long values are cut. */
  readonly text: string
  /** The length of the value. */
  readonly bytes: number
  /** The number of its own elements or members. */
  readonly count: number
}

/** Some entries of the list or object at `at`. */
export interface JsonPart {
  readonly at: number
  readonly count: number
  /** The index of the first of `entries`. */
  readonly from: number
  readonly entries: readonly JsonEntry[]
}

export interface JsonHit {
  /** The lists and objects around the hit, the outermost first, each with the index of its entry that contains the hit. */
  readonly steps: readonly { readonly at: number, readonly index: number }[]
  /** As JSONPath, e.g. `$.alerts[3].title`. */
  readonly path: string
  readonly inKey: boolean
  /** The text around the hit, and the position of the hit in it, in characters. */
  readonly text: string
  readonly start: number
  readonly length: number
}

export interface JsonHits {
  /** The number of places that match. An entry can contain several. */
  readonly total: number
  /** The first entries that match. */
  readonly hits: readonly JsonHit[]
}

/** The maximum number of entries in one part. */
export const maxEntries = 200
/** The minimum and maximum length of a text to search for, in characters. */
export const searchLength = { min: 2, max: 200 } as const
