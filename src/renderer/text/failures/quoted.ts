/** @file Quotes external text in a message. The page isolates quoted text: ui/QuotedText.ts. */
import { shortened } from '../visible-text'

/** The maximum number of characters in a quotation. */
const maxLength = 300

/** Returns `text` in quotation marks. SECURITY: quotation marks inside become straight, so the text cannot close its own quotation. */
export function quoted(text: string): string {
  return `“${shortened(text.replace(/[“”„‟]/g, '"'), maxLength)}”`
}
