/** @file Collects the texts of a row: distinct, and limited, because one incident must not fill the memory of the list's index. */
import { isBlank } from '../../../shared/values/fold'

/** The maximum length of a text in the index, in characters. The detail and the export contain all of it. */
export const maxTextLength = 4096
/** The maximum number of values of one field of a row, and of one entity. The detail and the export contain all of them. */
export const maxValues = 1000

export const shortText = (text: string): string => text.length > maxTextLength ? text.slice(0, maxTextLength) : text

/** Adds a text to a list unless the list contains it or is full, or the text is blank. */
export function addText(list: string[], text: string): void {
  const short = shortText(text)
  if (list.length >= maxValues || isBlank(short)) return
  if (!list.includes(short)) list.push(short)
}
