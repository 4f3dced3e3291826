/**
 * @file Lays JSON text out in lines without parsing it into values: numbers, escapes, key order and repeated keys stay as
 * they were received. The text must be JSON.
 */

// A string, a run of anything that is neither white space nor structure, or one structural character.
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+|[{}[\],:]/g

/** The lines of `json`, indented by two spaces. */
export function indentJson(json: string): string[] {
  const lines: string[] = []
  let line = ''
  let depth = 0
  let opened = false
  const breakLine = () => {
    lines.push(line)
    line = '  '.repeat(depth)
  }
  for (const [part] of json.matchAll(token)) {
    const closes = part === '}' || part === ']'
    if (closes) depth--
    if (closes ? !opened : opened) breakLine()
    opened = part === '{' || part === '['
    if (opened) depth++
    line += part === ':' ? ': ' : part
    if (part === ',') breakLine()
  }
  return [...lines, line]
}
