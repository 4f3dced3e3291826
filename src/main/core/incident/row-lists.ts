/** @file Collects the texts of a row: distinct, and limited, because one incident must not fill the memory of the list's index. */
import { isBlank } from '../../../shared/values/fold'

/** The maximum length of a text in the index, in characters. The detail and the export contain all of it. */
export const maxTextLength = 4096
/** The maximum number of values of one field of a row, and of one entity. The detail and the export contain all of them. */
export const maxValues = 1000
/** The maximum number of entities of one incident in the index. The detail and the export contain all of them. */
export const maxEntities = 20_000

/** How much of an incident is read. */
export interface Limits {
  /** In characters. */
  readonly textLength: number
  /** The maximum number of values of one list. */
  readonly values: number
  readonly entities: number
}

/** The limits of the list's index. */
export const indexLimits: Limits = { textLength: maxTextLength, values: maxValues, entities: maxEntities }
/** For exports, which contain everything. */
export const unlimited: Limits = { textLength: Infinity, values: Infinity, entities: Infinity }

export const shortText = (text: string, { textLength }: Limits): string => text.length > textLength ? text.slice(0, textLength) : text

/** The texts of lists with more than `maxValues` texts, because searching such a list for each further text would take minutes. */
const longLists = new WeakMap<string[], Set<string>>()

function contains(list: string[], text: string): boolean {
  if (list.length < maxValues) return list.includes(text)
  const texts = longLists.get(list) ?? new Set(list)
  longLists.set(list, texts)
  if (texts.has(text)) return true
  texts.add(text)
  return false
}

/** Adds a text to a list unless the list contains it or is full, or the text is blank. */
export function addText(list: string[], text: string, limits: Limits): void {
  const short = shortText(text, limits)
  if (list.length >= limits.values || isBlank(short)) return
  if (!contains(list, short)) list.push(short)
}
