/** @file Defanged text: addresses that analysts write so that no program turns them into links, such as `hxxps://evil[.]example`. */

const ends: readonly (readonly [open: string, close: string])[] = [['\\[', '\\]'], ['\\(', '\\)'], ['\\{', '\\}']]

/** Returns a pattern for any of `words` in brackets of any kind, with or without spaces. */
const bracketed = (words: string): RegExp => new RegExp(ends.map(([open, close]) => `${open}\\s*(?:${words})\\s*${close}`).join('|'), 'gi')

const dot = bracketed('\\.|dot')
const at = bracketed('@|at')
const colon = bracketed(':')
const slashes = bracketed(':\\/\\/')
/** `hxxp`, `hXXps`, `fxp`: at the start of a word, before a colon. */
const scheme = /(?<![a-z\d])(h)xx(ps?)(?=:)|(?<![a-z\d])(f)x(ps?)(?=:)/gi

/** Returns the text with its defanged addresses restored. A text without any is returned unchanged. */
export function refang(text: string): string {
  return text.replace(slashes, '://').replace(dot, '.').replace(at, '@').replace(colon, ':')
    .replace(scheme, (_, h: string | undefined, ps: string, f: string | undefined, fps: string) => h === undefined ? `${f}t${fps}` : `${h}tt${ps}`)
}

const schemes: ReadonlyMap<string, string> = new Map([['http', 'hxxp'], ['https', 'hxxps'], ['ftp', 'fxp'], ['ftps', 'fxps']])

/** Returns a URL, domain, mail address or IP address in defanged form, with the scheme and the punctuation of the host changed. `refang` reverses this. */
export function defang(text: string): string {
  const [, name, rest = text] = /^([a-z][a-z\d+.-]*):\/\/(.*)$/is.exec(text) ?? []
  const [host = '', path = ''] = [/^[^/\\?#]*/.exec(rest)?.[0] ?? '', rest.replace(/^[^/\\?#]*/, '')]
  const inert = host.replaceAll('.', '[.]').replaceAll('@', '[@]')
  if (name !== undefined) return `${schemes.get(name.toLowerCase()) ?? name}://${inert}${path}`
  // An IPv6 address has no dot to change.
  return `${/^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*$/i.test(host) ? inert.replaceAll(':', '[:]') : inert}${path}`
}
