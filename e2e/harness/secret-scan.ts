/** @file Searches files and output for secrets that must not be there. */
import { Buffer } from 'node:buffer'
import { createPrivateKey } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A text, or bytes that are searched for as they are. */
export type Needle = string | Buffer

/** Returns the forms in which a needle may appear in a file or a log: escaped, in base64, in hexadecimal and so on. */
export function encodedForms(needle: Needle): readonly Buffer[] {
  const bytes = Buffer.from(needle)
  // The three alignments of base64, without the characters that depend on neighboring bytes.
  const base64 = [0, 1, 2].map(shift => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(shift === 0 ? 0 : 4, -4))
  const texts = typeof needle === 'string' ? [encodeURIComponent(needle), JSON.stringify(needle).slice(1, -1)] : []
  return [
    bytes,
    ...[...texts, bytes.toString('base64url').slice(0, -4), bytes.toString('hex'), ...base64].map(text => Buffer.from(text)),
    ...(typeof needle === 'string' ? [Buffer.from(needle, 'utf16le')] : []),
  ]
}

/** Returns the paths of all files below a folder. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
}

/** Returns the files below `folder` that contain a needle in any form, and 'the output' if `output` does. */
export function findSecrets(needles: readonly Needle[], folder: string, output: string): readonly string[] {
  const wanted = needles.flatMap(encodedForms)
  const hits = filesIn(folder).filter((file) => {
    const content = statSync(file).size < 64 * 1024 * 1024 ? readFileSync(file) : Buffer.alloc(0)
    return wanted.some(form => content.includes(form))
  })
  return [...hits, ...(wanted.some(form => Buffer.from(output).includes(form)) ? ['the output'] : [])]
}

/** Returns needles for a private key (PEM): parts of its secret numbers, and lines of its text. */
export function keyNeedles(pem: string): readonly Needle[] {
  const key = createPrivateKey(pem)
  const { d = '', p = '' } = key.export({ format: 'jwk' })
  const pkcs8 = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return [...[d, p].map(part => Buffer.from(part, 'base64url').subarray(20, 60)), ...pkcs8.split('\n').slice(5, 9)]
}
