/** @file The JSON object in a state file. Members that this version does not know survive every change. Pure. */
import { decodeText } from '../base/decode-text'

export type StateDocument = Readonly<Record<string, unknown>>

export const isDocument = (value: unknown): value is StateDocument => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the JSON object in a file, or null if the file contains none. */
export function parseDocument(bytes: Uint8Array): StateDocument | null {
  try {
    const value: unknown = JSON.parse(decodeText(bytes))
    return isDocument(value) ? value : null
  } catch {
    return null
  }
}

/** Returns the document with its own version, or with `least` if that is higher. A version that is not a number belongs to another program and stays. */
export function withVersion(document: StateDocument, least: number): StateDocument {
  const { version = least } = document
  return { ...document, version: typeof version === 'number' ? Math.max(version, least) : version }
}

/** Returns the document with `state` in place of the members named in `own`. All other members stay. */
export function withState(document: StateDocument, own: readonly string[], state: object): StateDocument {
  return { ...Object.fromEntries(Object.entries(document).filter(([name]) => !own.includes(name))), ...state }
}
