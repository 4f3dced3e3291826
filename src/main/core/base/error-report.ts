/**
 * @file Describes an error for the log by its class and its stack locations. SECURITY: never includes the message, which may contain a secret,
 * a token or an incident's text.
 */
import os from 'node:os'

const maxLocations = 12
const maxCauses = 3

/** Returns whether a file is part of the app. The path is relative to the app's folder, with `/`. */
export type IsOwnFile = (file: string) => boolean

/** Returns the name of the value's class. The class's name is part of the code, while an error's `name` can be set to any text. */
function classOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  const { constructor } = Object(Object.getPrototypeOf(value)) as { constructor?: unknown }
  const name = typeof constructor === 'function' ? constructor.name : ''
  return /^[A-Za-z]\w{0,60}$/.test(name) ? name : 'object'
}

/** Returns the system's error code after a space, e.g. ` ENOSPC`; '' for any other code. */
function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : ''
  return typeof code === 'string' && Object.hasOwn(os.constants.errno, code) ? ` ${code}` : ''
}

const ownLocation = /(?:^|[\\/])(out[\\/](?:main|preload)[\\/][\w.\\/-]+\.c?js):(\d{1,7}):(\d{1,7})\)?$/
const pageLocation = /xdr-desk:\/\/app\/([\w./-]+\.js):(\d{1,7}):(\d{1,7})\)?$/
const nodeLocation = /[ (](node:[a-z_/]{1,60}):(\d{1,7}):(\d{1,7})\)?$/

/** Returns the location in a stack line as `file:line:column`; null if it is in neither the app's nor Node's code. */
export function locationIn(line: string, isOwnFile: IsOwnFile): string | null {
  const [, node, ...nodeAt] = nodeLocation.exec(line) ?? []
  if (node) return [node, ...nodeAt].join(':')
  const [, page, ...pageAt] = pageLocation.exec(line) ?? []
  const [, own, ...ownAt] = ownLocation.exec(line) ?? []
  const file = page ? `out/renderer/${page}` : own?.replaceAll('\\', '/')
  return file && !file.includes('..') && isOwnFile(file) ? [file, ...(page ? pageAt : ownAt)].join(':') : null
}

function locationsOf({ stack, message }: Error, isOwnFile: IsOwnFile): readonly string[] {
  if (typeof stack !== 'string') return []
  // Remove the message first, because its lines can look like stack lines.
  const lines = stack.replace(String(message), '').split('\n').filter(line => /^\s+at /.test(line))
  return lines.map(line => locationIn(line, isOwnFile)).filter(location => location !== null).slice(0, maxLocations)
}

/** Returns the lines that describe a thrown value and its causes. */
export function describeError(error: unknown, isOwnFile: IsOwnFile): readonly string[] {
  const lines: string[] = []
  let each = error
  for (let depth = 0; depth <= maxCauses && (depth === 0 || each !== undefined); depth++) {
    const found = each instanceof Error ? each : null
    lines.push(`${depth > 0 ? 'caused by ' : ''}${classOf(each)}${found ? codeOf(found) : ''}`)
    if (found) lines.push(...locationsOf(found, isOwnFile).map(location => `    at ${location}`))
    each = found?.cause
  }
  return lines
}
