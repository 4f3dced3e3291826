/** @file Reads a state file, and tells a missing, an unreadable and a damaged one apart. */
import type { StateDocument } from '../../core/files/state-document'
import { readFileSync } from 'node:fs'
import { errnoOf } from '../../core/files/errno'
import { parseDocument } from '../../core/files/state-document'

/** The result of reading a state file. `unreadable`: the system refused, with `error`. `damaged`: it contains no JSON object. */
export type Contents
  = | { readonly kind: 'missing' }
    | { readonly kind: 'unreadable', readonly error: unknown }
    | { readonly kind: 'damaged', readonly bytes: Uint8Array }
    | { readonly kind: 'document', readonly bytes: Uint8Array, readonly document: StateDocument }

export function readContents(file: string): Contents {
  try {
    const bytes = readFileSync(file)
    const document = parseDocument(bytes)
    return document ? { kind: 'document', bytes, document } : { kind: 'damaged', bytes }
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', error }
  }
}
