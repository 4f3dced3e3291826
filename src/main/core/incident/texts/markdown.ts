/**
 * @file External text in Markdown. SECURITY: attackers choose titles, names and comments, so these can neither format nor link anything, run as HTML, hide
 * characters or begin a line.
 */
import { visibleText } from '../../../../shared/values/hidden-characters'
import { defangedText } from './defanged'

function oneLine(text: string, max: number): string {
  const shown = visibleText(text).replace(/\s+/g, ' ').trim()
  return shown.length > max ? `${shown.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')}…` : shown
}

/** Returns Markdown that shows an external text literally, on one line. */
export function literal(text: string, max = 300): string {
  return defangedText(oneLine(text, max))
    .replace(/www\./gi, match => `${match.slice(0, 3)}[.]`)
    .replace(/[\\`*_[\]#|~$]/g, '\\$&')
    // The text can be the first of a list's entry or of a quote.
    .replace(/^[+=>-]|(?<=^\d+)[.)]/, '\\$&')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    // A domain or mail address in plain text becomes a link in some systems.
    .replace(/(?<=[a-z\d])@(?=[a-z\d])/gi, '&#64;')
}

/** Returns an external text as a code span. */
export function codeSpan(text: string, max = 300): string {
  const shown = oneLine(text, max)
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : ''
  return `${fence}${space}${shown}${space}${fence}`
}
