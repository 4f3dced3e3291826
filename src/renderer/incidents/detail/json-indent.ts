/**
 * @file Indents JSON text without parsing it into values: numbers, escapes, key order and repeated keys stay as received. It is a generator, so that a
 * text of megabytes is only indented as far as it is shown.
 */

const spaces = /[\t\n\r ]*/y
/** A number or a word: anything up to white space, a quotation mark or a structural character. */
const bare = /[^\t\n\r "{}[\],:]+/y

/** Deeper levels are indented to this depth only: a hostile text must not produce megabytes of spaces. */
const maxDepth = 32

/** Returns the index after the match of `pattern` (sticky) at `from`. */
function indexAfter(pattern: RegExp, json: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(json) ? pattern.lastIndex : from
}

/** Returns the index after the string that begins at `from`; the end of the text if the string is not closed. */
function indexAfterString(json: string, from: number): number {
  let end = json.indexOf('"', from + 1)
  while (end !== -1) {
    let escapes = 0
    while (json[end - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return end + 1
    end = json.indexOf('"', end + 1)
  }
  return json.length
}

/** Yields the tokens of `json` and the line breaks between them. */
function* laidOut(json: string): Generator<string, void, void> {
  let depth = 0
  const newLine = () => `\n${'  '.repeat(Math.min(depth, maxDepth))}`
  for (let at = indexAfter(spaces, json, 0); at < json.length; at = indexAfter(spaces, json, at)) {
    const char = json.charAt(at)
    const from = at
    if (char === '"') {
      at = indexAfterString(json, at)
      yield json.slice(from, at)
    } else if (char === '{' || char === '[') {
      const next = indexAfter(spaces, json, ++at)
      const empty = json[next] === (char === '{' ? '}' : ']')
      if (empty) at = next + 1
      else depth++
      yield empty ? char + json.charAt(next) : char + newLine()
    } else if (char === '}' || char === ']') {
      at++
      depth = Math.max(0, depth - 1)
      yield newLine() + char
    } else if (char === ',' || char === ':') {
      at++
      yield char === ',' ? char + newLine() : ': '
    } else {
      at = indexAfter(bare, json, at)
      yield json.slice(from, at)
    }
  }
}

/**
 * Yields `json` indented by two spaces, in blocks of about `size` characters. A block ends at the end of a line; a longer line is cut.
 */
export function* indentJson(json: string, size = 16_384): Generator<string, void, void> {
  let block = ''
  for (const piece of laidOut(json)) {
    if (block.length >= size && piece.includes('\n')) {
      const lineEnd = piece.indexOf('\n')
      yield block + piece.slice(0, lineEnd)
      block = piece.slice(lineEnd + 1)
    } else {
      block += piece
    }
    while (block.length >= 2 * size) {
      yield block.slice(0, size)
      block = block.slice(size)
    }
  }
  if (block !== '') yield block
}
