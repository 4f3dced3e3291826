/** @file JSON Lines: one incident per line, as received except for the line breaks between its tokens. */
import type { Format } from './format'
import { Buffer } from 'node:buffer'
import { noLimits } from './format'

const lineFeed = 0x0A
const carriageReturn = 0x0D
const lineEnd = Buffer.from('\n')

/** Returns a JSON text without line breaks. In valid JSON they occur between tokens only, because a string contains them as escapes. */
function onOneLine(json: Buffer): Buffer {
  if (!json.includes(lineFeed) && !json.includes(carriageReturn)) return json
  return Buffer.from(json.filter(byte => byte !== lineFeed && byte !== carriageReturn))
}

export const jsonLines: Format = {
  planner: { files: [{ name: '', table: 'all' }], limits: noLimits },
  encoder: async () => ({
    add: async incidents => [{ file: 0, bytes: Buffer.concat(incidents.flatMap(json => [onOneLine(json), lineEnd])), rows: incidents.length }],
    end: async function* () { /* Every line is complete. */ },
  }),
}
