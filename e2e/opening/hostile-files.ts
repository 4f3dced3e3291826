/** @file Generates files that are damaged, deep, in other encodings or in other formats. The same seed generates the same files. */
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { graphBytes } from '../cloud/graph-incident'
import { createTenant } from '../cloud/tenant'

export interface HostileFile {
  /** A description of its damage or format, for the message of a failed test. */
  readonly what: string
  readonly bytes: Buffer
}

type Change = fc.Arbitrary<(bytes: Buffer) => Buffer>

const apis: readonly ApiKind[] = ['defender-xdr', 'microsoft-graph']

const smallest = (texts: readonly string[]): readonly string[] => [...texts].sort((a, b) => a.length - b.length).slice(0, 8)

/** Incidents of both APIs as received, a few kilobytes each. */
const incidentsOf: Readonly<Record<ApiKind, readonly string[]>> = (() => {
  const { incidents } = createTenant({ incidents: 80, awkward: true, now: Date.parse('2026-11-24T12:00:00Z') })
  return {
    'defender-xdr': smallest(incidents.map(({ bytes }) => Buffer.from(bytes).toString())),
    'microsoft-graph': smallest(incidents.map(incident => graphBytes(incident, { alerts: true, unknownMembers: true }).toString())),
  }
})()

const pretty = (json: string): string => JSON.stringify(JSON.parse(json), null, 2)

/** The forms in which incidents are opened. */
const forms: Readonly<Record<string, (incidents: readonly string[]) => string>> = {
  'array': incidents => `[${incidents.join(',\n')}]\n`,
  'array on one line': incidents => `[${incidents.map(each => each.replace(/[\r\n]/g, '')).join(',')}]`,
  'pretty array': incidents => pretty(`[${incidents.join(',')}]`),
  'lines': incidents => incidents.map(each => `${each.replace(/[\r\n]/g, '')}\n`).join(''),
  'response': incidents => `{"@odata.context":"x","value":[${incidents.join(',')}],"@odata.nextLink":"https://x/"}`,
  'responses': incidents => incidents.map(each => `{"value":[${each}]}`).join('\n'),
  'array of responses': incidents => `[${incidents.map(each => `{"value":[${each}]}`).join(',')}]`,
  'single incident': ([first = '{}']) => pretty(first),
}

const encodings: readonly ((text: string) => Buffer)[] = [
  text => Buffer.from(text), text => Buffer.from(text), text => Buffer.from(text), text => Buffer.from(`\uFEFF${text}`), text => Buffer.from(`\uFEFF${text}`, 'utf16le'), text => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  text => Buffer.from(text, 'latin1'), text => Buffer.from(text, 'utf16le'),
]

/** A whole file in one of the forms. */
const wholeFile: fc.Arbitrary<HostileFile> = fc.record({
  api: fc.constantFrom(...apis), count: fc.integer({ min: 1, max: 8 }), form: fc.constantFrom(...Object.keys(forms)), encoding: fc.nat(encodings.length - 1),
}).map(({ api, count, form, encoding }) => {
  const encode = encodings[encoding] ?? Buffer.from
  return { what: `${form} of ${count} (${api}), encoding ${encoding}`, bytes: encode(forms[form]?.(incidentsOf[api].slice(0, count)) ?? '') }
})

const insertions: readonly string[] = [
  '', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\r\n', '\0', '\0'.repeat(5000), '\uFEFF', '\uFFFF', '1e999', 'null', '\\ud800', '"\\', '/* x */', 'NaN', '{"incidentId":7}', '[{"incidentId":7}]', '"value":[', ' '.repeat(70_000),
  '['.repeat(20_000), '{"a":'.repeat(20_000), '{"incidentId":'.repeat(5000), '"'.repeat(999), `"${'x'.repeat(300_000)}"`, '{"id":"1","severity":"high","alerts":[',
]

/** A place, given as a part of the file. Without fast-check's preference for small numbers, which would be the beginning. */
const place = fc.noBias(fc.nat(1_000_000)).map(millionths => millionths / 1_000_000)
const at = (bytes: Buffer, part: number): number => Math.floor(part * bytes.length)

const changes: Readonly<Record<string, Change>> = {
  'unchanged': fc.constant(bytes => bytes),
  'cut': place.map(part => bytes => bytes.subarray(0, at(bytes, part))),
  'without its beginning': place.map(part => bytes => bytes.subarray(at(bytes, part))),
  'a byte': fc.tuple(place, fc.nat(255)).map(([part, byte]) => bytes => Buffer.concat([bytes.subarray(0, at(bytes, part)), Buffer.from([byte]), bytes.subarray(at(bytes, part) + 1)])),
  'bits': fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 20 }).map(flips => (bytes) => {
    const changed = Buffer.from(bytes)
    for (const [part, bit] of flips) if (changed.length > 0) changed[at(bytes, part) % bytes.length] = (bytes[at(bytes, part) % bytes.length] ?? 0) ^ (1 << bit)
    return changed
  }),
  'inserted': fc.tuple(place, fc.constantFrom(...insertions)).map(([part, text]) => bytes => Buffer.concat([bytes.subarray(0, at(bytes, part)), Buffer.from(text), bytes.subarray(at(bytes, part))])),
  'removed': fc.tuple(place, fc.nat(3000)).map(([part, size]) => bytes => Buffer.concat([bytes.subarray(0, at(bytes, part)), bytes.subarray(at(bytes, part) + size)])),
  'repeated': fc.tuple(place, fc.nat(3000)).map(([part, size]) => bytes => Buffer.concat([bytes.subarray(0, at(bytes, part) + size), bytes.subarray(at(bytes, part))])),
  'zeros': fc.tuple(place, fc.nat(3000)).map(([part, size]) => bytes => Buffer.from(bytes).fill(0, at(bytes, part), Math.min(bytes.length, at(bytes, part) + size))),
  'twice': fc.constant(bytes => Buffer.concat([bytes, bytes])),
}

const changedFile: fc.Arbitrary<HostileFile> = fc.tuple(wholeFile, fc.constantFrom(...Object.keys(changes)), fc.nat()).chain(([file, name]) =>
  (changes[name] ?? fc.constant((bytes: Buffer) => bytes)).map(change => ({ what: `${file.what}: ${name}`, bytes: change(file.bytes) })))

const tokens = ['{', '}', '[', ']', ',', ':', '"incidentId"', '"id"', '"value"', '"severity":"high","alerts":[]', '"a"', '1', 'null', ' ', '\n', '\\', '"', '{"incidentId":1}', '{"alertId":"a","incidentId":1}']

/** Files that never were lists of incidents, and valid ones that are unusual. */
const otherFile: fc.Arbitrary<HostileFile> = fc.oneof(
  fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map(parts => ({ what: 'tokens', bytes: Buffer.from(parts.join('')) })),
  fc.jsonValue().map(value => ({ what: 'JSON', bytes: Buffer.from(JSON.stringify(value)) })),
  fc.uint8Array({ maxLength: 400 }).map(bytes => ({ what: 'bytes', bytes: Buffer.from(bytes) })),
  fc.tuple(fc.constantFrom('PAR1', '%PDF-1.7\n', 'PK\x03\x04', '\x1F\x8B', '<!doctype html>', 'a,b,c\n', 'SQLite format 3\0', '\x89PNG\r\n'), fc.uint8Array({ maxLength: 400 }))
    .map(([start, bytes]) => ({ what: `a file that begins with ${JSON.stringify(start)}`, bytes: Buffer.concat([Buffer.from(start, 'latin1'), bytes]) })),
  fc.constantFrom('{"incidentId":1}', '{}', '[]', '{"incidentId":1', '{"id":"1","severity":"high","status":"active","alerts":[]}', '1').chain(text => fc.tuple(fc.constantFrom(',', '\n', ''), fc.integer({ min: 1, max: 3000 }))
    .map(([separator, count]) => ({ what: `${count} times ${text}`, bytes: Buffer.from(`${separator === ',' ? '[' : ''}${Array(count).fill(text).join(separator)}${separator === ',' ? ']' : ''}`) }))),
)

/** Changes a file that is not JSON text, such as a Parquet file. */
export const damaged = (bytes: Buffer, what: string): fc.Arbitrary<HostileFile> =>
  fc.constantFrom('cut', 'a byte', 'bits', 'removed', 'repeated', 'zeros').chain(name => (changes[name] ?? fc.constant((whole: Buffer) => whole)).map(change => ({ what: `${what}: ${name}`, bytes: change(bytes) })))

export const hostileFile: fc.Arbitrary<HostileFile> = fc.oneof({ weight: 8, arbitrary: changedFile }, { weight: 3, arbitrary: otherFile })

/** Returns `count` hostile files, always the same for a seed. */
export const hostileFiles = (count: number, seed: number): readonly HostileFile[] => fc.sample(hostileFile, { numRuns: count, seed })
