/** @file Paths into JSON. */

/** Returns a name in single quotes, with JSON's escapes inside. */
const quoted = (name: string): string => `'${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll('\'', '\\\'')}'`

/** Returns a path as JSONPath (RFC 9535), with its shorthand for plain names: `$.alerts[3].entities[0].sha256`. */
export function jsonPath(path: readonly (string | number)[]): string {
  return `$${path.map(step => typeof step === 'number' ? `[${step}]` : /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${quoted(step)}]`).join('')}`
}
