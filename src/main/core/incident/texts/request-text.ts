/**
 * @file Commands that request one incident, for a terminal. SECURITY: a placeholder stands for the token, and text from outside cannot leave its
 * quotation marks.
 */

/** A request to the API, without its token. */
export interface PlainRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

/** An ID can contain these characters, and `URL` leaves them as they are. */
const inert = (url: URL): string => url.href.replace(/['()*!`]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** Quotes a text for a POSIX shell. */
const shellQuoted = (text: string): string => `'${text.replaceAll('\'', '\'\\\'\'')}'`

/** Quotes a text for PowerShell, which treats typographic quotation marks as plain ones. */
const powershellQuoted = (text: string): string => `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`

/** Returns a command for cURL in a POSIX shell. The token is in the variable TOKEN. */
export function curlText({ url, headers }: PlainRequest): string {
  const lines = [
    `curl --fail-with-body ${shellQuoted(inert(url))}`,
    '--header "Authorization: Bearer $TOKEN"',
    ...Object.entries(headers).map(([name, value]) => `--header ${shellQuoted(`${name}: ${value}`)}`),
  ]
  return `${lines.join(' \\\n  ')}\n`
}

/** Returns a command for PowerShell. The token is in the environment variable TOKEN. */
export function powershellText({ url, headers }: PlainRequest): string {
  const lines = ['Authorization = "Bearer $env:TOKEN"', ...Object.entries(headers).map(([name, value]) => `${powershellQuoted(name)} = ${powershellQuoted(value)}`)]
  return `$headers = @{\n${lines.map(line => `  ${line}\n`).join('')}}\nInvoke-RestMethod -Uri ${powershellQuoted(inert(url))} -Headers $headers\n`
}
