/** @file Quotes text of others in a message. The page isolates quoted text: ui/QuotedText.ts. */
import { shortened } from '../visible-text'

/** The most characters of one quotation. */
const maxLength = 300

/** Returns `text` in quotation marks. SECURITY: quotation marks inside become straight, so the text cannot close its own quotation. */
export function quoted(text: string): string {
  return `“${shortened(text.replace(/[“”„‟]/g, '"'), maxLength)}”`
}
