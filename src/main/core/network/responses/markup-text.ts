/** @file Extracts the text of an HTML or XML page for quoting. Stops at the first unclosed tag or element, so that no page takes long. */

/** Elements whose content is not part of the visible text. */
const hiddenElements: ReadonlySet<string> = new Set(['script', 'style', 'template', 'svg', 'noembed', 'title'])

const entities: Readonly<Record<string, string>> = {
  quot: '"', apos: '\'', lt: '<', gt: '>', amp: '&', nbsp: ' ', copy: '©', reg: '®', ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”',
}

function charOf(code: number): string {
  return code > 0 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF) ? String.fromCodePoint(code) : '\uFFFD'
}

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    name !== undefined ? entities[name.toLowerCase()] ?? whole : charOf(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)))

export interface MarkupText {
  readonly title: string
  /** All other visible text. */
  readonly text: string
}

/** Returns whether a text is an HTML or XML page. */
export const isMarkup = (text: string): boolean => /^<(?:[a-z!?])/i.test(text) || /<(?:!doctype|html|head|body)\b/i.test(text.slice(0, 1000))

/** Returns the title and the visible text of a page, with a space in place of each tag. */
export function markupText(page: string): MarkupText {
  // Unlike toLowerCase, this keeps the length of the text.
  const lower = page.replace(/[A-Z]/g, char => char.toLowerCase())
  let title = ''
  let text = ''
  let at = 0
  for (let open = lower.indexOf('<'); open >= 0; open = lower.indexOf('<', at)) {
    text += page.slice(at, open)
    const name = /^<([a-z][\w:-]{0,40})/.exec(lower.slice(open, open + 42))?.[1] ?? ''
    // A `<` that does not start a tag, as in `1 < 2`.
    if (name === '' && !/^<[!/?]/.test(lower.slice(open, open + 2))) {
      text += '<'
      at = open + 1
      continue
    }
    text += ' '
    const isComment = lower.startsWith('<!--', open)
    const isCData = lower.startsWith('<![cdata[', open)
    const closing = isComment ? '-->' : isCData ? ']]>' : hiddenElements.has(name) ? `</${name}` : '>'
    const end = lower.indexOf(closing, open)
    if (end < 0) return { title: decoded(title), text: decoded(text) }
    if (name === 'title') title ||= page.slice(lower.indexOf('>', open) + 1, end)
    if (isCData) text += page.slice(open + 9, end)
    at = end + (hiddenElements.has(name) ? 0 : closing.length)
  }
  return { title: decoded(title), text: decoded(text + page.slice(at)) }
}
