/**
 * @file Finds the next incident after damage: an object that is certainly one. Text of an attacker cannot be taken for one, because a quotation mark inside a
 * string is escaped, so no member begins there. Alerts within a damaged incident are not incidents.
 */
import type { JsonText } from './json-text'
import type { Scan, ValueRange } from './scan-value'
import { Buffer } from 'node:buffer'

/** The number of units that may be scanned in vain, besides twice the size of the file, so that a hostile file ends in time. */
const maxVain = 16_000_000

interface Parts {
  readonly text: JsonText
  readonly scan: (start: number) => Scan
  /** Reads an incident; returns false and does nothing if the value is something else. */
  readonly readIncident: (range: ValueRange) => boolean
}

/** The maximum white space between an opening brace and the first name, in units. */
const maxSpace = 1000

/** Returns the position of the object that begins before its first name; null if the name does not follow an opening brace. */
function openingBefore(text: JsonText, name: number, from: number): number | null {
  const before = text.slice(Math.max(from, name - maxSpace), name).toString('latin1')
  const opening = /\{[ \t\r\n]*$/.exec(before)?.[0]
  return opening === undefined ? null : name - opening.length
}

/** Finds objects by their first name, in the order of the text. */
function createObjectFinder(text: JsonText, name: string) {
  const pattern = Buffer.from(JSON.stringify(name))
  let found: { readonly from: number, readonly start: number | null } | null = null
  /** Returns the position of the first such object at or after `from`; null if there is none. */
  return (from: number): number | null => {
    if (found && from >= found.from && (found.start === null || from <= found.start)) return found.start
    let start: number | null = null
    for (let at = text.find(pattern, from); at >= 0 && start === null; at = text.find(pattern, at + 1)) start = openingBefore(text, at, from)
    found = { from, start }
    return start
  }
}

export interface Recovery {
  /** Reads the next incident at or after `from`. Returns the position after it; null if no further incident can be found. */
  readonly next: (from: number) => number | null
  /** Tells how the incidents of this file begin: with a member of this name. */
  readonly expect: (firstName: string) => void
}

export function createRecovery({ text, scan, readIncident }: Parts, names: readonly string[]): Recovery {
  const finders = new Map(names.map(name => [name, createObjectFinder(text, name)]))
  let vain = 0
  const startAfter = (from: number): number | null => {
    const starts = Array.from(finders.values(), find => find(from)).filter(start => start !== null)
    return starts.length > 0 ? Math.min(...starts) : null
  }
  return {
    expect: (firstName) => {
      // All names are kept, but a hostile file cannot make the search slow with many.
      if (finders.size < 10 && !finders.has(firstName)) finders.set(firstName, createObjectFinder(text, firstName))
    },
    next: (from) => {
      for (let start = startAfter(from); start !== null && vain <= maxVain + 2 * text.length;) {
        const scanned = scan(start)
        if (scanned.kind === 'value' && readIncident({ start, end: scanned.end, size: scanned.size })) return scanned.end
        const end = scanned.kind === 'value' ? scanned.end : start + 1
        if (scanned.kind !== 'value') vain += (scanned.kind === 'cut' ? text.length : scanned.at) - start
        start = startAfter(end)
      }
      return null
    },
  }
}
