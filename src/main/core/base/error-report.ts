/**
 * @file Describes an error for the log: its class and its places in the code. SECURITY: nothing of its message, since that may repeat
 * what the app was given: a secret, a token or an incident's text.
 */
import os from 'node:os'

const mostPlaces = 12
const mostCauses = 3

/** Whether a file, named from the app's folder with `/`, is one of the app. */
export type IsOwnFile = (file: string) => boolean

/** The name of a class is part of the code; an error's `name` can be set to anything. */
function classOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  const { constructor } = Object(Object.getPrototypeOf(value)) as { constructor?: unknown }
  const name = typeof constructor === 'function' ? constructor.name : ''
  return /^[A-Za-z]\w{0,60}$/.test(name) ? name : 'object'
}

/** The system's own code, e.g. ` ENOSPC`. */
function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : ''
  return typeof code === 'string' && Object.hasOwn(os.constants.errno, code) ? ` ${code}` : ''
}

const ownPlace = /(?:^|[\\/])(out[\\/](?:main|preload)[\\/][\w.\\/-]+\.c?js):(\d{1,7}):(\d{1,7})\)?$/
const pagePlace = /xdr-desk:\/\/app\/([\w./-]+\.js):(\d{1,7}):(\d{1,7})\)?$/
const nodePlace = /[ (](node:[a-z_/]{1,60}):(\d{1,7}):(\d{1,7})\)?$/

/** Returns a line of a stack as `file:line:column`; null unless it is code of the app or of Node. */
export function placeIn(line: string, isOwnFile: IsOwnFile): string | null {
  const [, node, ...nodeAt] = nodePlace.exec(line) ?? []
  if (node) return [node, ...nodeAt].join(':')
  const [, page, ...pageAt] = pagePlace.exec(line) ?? []
  const [, own, ...ownAt] = ownPlace.exec(line) ?? []
  const file = page ? `out/renderer/${page}` : own?.replaceAll('\\', '/')
  return file && !file.includes('..') && isOwnFile(file) ? [file, ...(page ? pageAt : ownAt)].join(':') : null
}

function placesOf({ stack, message }: Error, isOwnFile: IsOwnFile): readonly string[] {
  if (typeof stack !== 'string') return []
  // A message of several lines can look like places.
  const lines = stack.replace(String(message), '').split('\n').filter(line => /^\s+at /.test(line))
  return lines.map(line => placeIn(line, isOwnFile)).filter(place => place !== null).slice(0, mostPlaces)
}

/** Returns the lines that describe what was thrown. */
export function describeError(error: unknown, isOwnFile: IsOwnFile): readonly string[] {
  const lines: string[] = []
  let each = error
  for (let depth = 0; depth <= mostCauses && (depth === 0 || each !== undefined); depth++) {
    const found = each instanceof Error ? each : null
    lines.push(`${depth > 0 ? 'caused by ' : ''}${classOf(each)}${found ? codeOf(found) : ''}`)
    if (found) lines.push(...placesOf(found, isOwnFile).map(place => `    at ${place}`))
    each = found?.cause
  }
  return lines
}
