/** @file Looks for secrets where they must not be: in files and in output. */
import { Buffer } from 'node:buffer'
import { createPrivateKey } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A text, or bytes that may lie somewhere as they are. */
export type Needle = string | Buffer

/** The forms in which a needle may lie in a file or a log. */
export function forms(needle: Needle): readonly Buffer[] {
  const bytes = Buffer.from(needle)
  // The three alignments of base64, without the characters that depend on the neighbours.
  const base64 = [0, 1, 2].map(shift => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(shift === 0 ? 0 : 4, -4))
  const texts = typeof needle === 'string' ? [encodeURIComponent(needle), JSON.stringify(needle).slice(1, -1)] : []
  return [
    bytes,
    ...[...texts, bytes.toString('base64url').slice(0, -4), bytes.toString('hex'), ...base64].map(text => Buffer.from(text)),
    ...(typeof needle === 'string' ? [Buffer.from(needle, 'utf16le')] : []),
  ]
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
}

/** Where any of the needles stands. */
export function find(needles: readonly Needle[], folder: string, output: string): readonly string[] {
  const wanted = needles.flatMap(forms)
  const hits = files(folder).filter((file) => {
    const content = statSync(file).size < 64 * 1024 * 1024 ? readFileSync(file) : Buffer.alloc(0)
    return wanted.some(form => content.includes(form))
  })
  return [...hits, ...(wanted.some(form => Buffer.from(output).includes(form)) ? ['the output'] : [])]
}

/** What must be found nowhere of a private key (PEM): a part of its secret numbers, and lines of its text. */
export function keyTraces(pem: string): readonly Needle[] {
  const key = createPrivateKey(pem)
  const { d = '', p = '' } = key.export({ format: 'jwk' })
  const pkcs8 = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return [...[d, p].map(part => Buffer.from(part, 'base64url').subarray(20, 60)), ...pkcs8.split('\n').slice(5, 9)]
}
