/** @file How words of others are quoted in a message. The page shows what stands in these quotes as text apart: ui/QuotedText.ts. */
import { shortened } from '../visible-text'

/** A message holds no more of somebody else's words than this. */
const most = 300

/** Returns `text` in quotes. Quotes inside are made straight: nothing in them can pass for the end of the quotation. */
export function quoted(text: string): string {
  return `“${shortened(text.replace(/[“”„‟]/g, '"'), most)}”`
}
