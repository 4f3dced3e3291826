/**
 * @file Generates incidents that no documentation shows: members are missing, null, of another type, nested, huge or unusual. The same seed
 * generates the same incidents.
 */
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { Json } from './evidence'
import fc from 'fast-check'
import { graphBytes } from './graph-incident'
import { createTenant } from './tenant'

/** Marks JSON that JSON.stringify cannot write: a text with this prefix is replaced by the rest of the text. */
const rawMark = '@raw '
const deep = `${rawMark}${'['.repeat(3000)}${']'.repeat(3000)}`

/** None of these contains a word that the incident walk treats as a defect (`undefined`, `null` and so on). */
const oddTexts: readonly string[] = [
  '', ' ', '\uFEFF', '\u200B\u2060', '\u202Etxt.exe', 'cafe\u0301', 'İSTANBUL', 'Ｈｉｇｈ', ' HIGH ', 'hi\u200Bgh', '🛡️', '\uD800', '\u0000\u0007', 'a\nb\tc', '<b>x</b>', '{{ x }}', '__proto__', 'constructor',
  '=1+1', '../../me', '..', '-4', '1E+21', 'x'.repeat(20_000), 'w '.repeat(3000), '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z', '2026-11-24T12:00:00+02:00', '2026-11-24', '1795518000',
  'Tue, 24 Nov 2026 11:00:00 GMT', '2026-02-30T00:00:00Z', 'yesterday', 'https://security.microsoft.com.evil.example/', '#microsoft.graph.security.widgetEvidence', '#microsoft.graph.security.ipEvidence',
]
const oddValues: readonly unknown[] = [
  null, true, false, 0, 3, -4, 1.5, 2 ** 53, `${rawMark}1E+21`, `${rawMark}12345678901234567890`, `${rawMark}1e400`, 1795518000, 1795518000000, [], {}, [null], [[]], [{}], [null, 'a', 5, { a: null }], { a: { b: { c: { d: [1, null] } } } },
  { displayName: 'Adele', id: 5 }, ['a', ['b', ['c']]], { '': 1, ' ': 2, '__proto__x': 3 }, Array.from({ length: 2000 }, (_, index) => ({ index })), Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`member${index}`, index])),
  deep, [deep, 1], { deep },
]

type Edit = (before: unknown) => unknown
const removed = Symbol('removed')

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Edit>(() => removed) },
  { weight: 6, arbitrary: fc.constantFrom(...oddValues).map((value): Edit => () => structuredClone(value)) },
  { weight: 5, arbitrary: fc.constantFrom(...oddTexts).map((text): Edit => () => text) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text): Edit => () => text) },
  { weight: 3, arbitrary: fc.constantFrom<Edit>(
    before => [before], before => [before, null, before], before => ({ value: before }), before => Array.isArray(before) ? before[0] ?? 5 : [[before]],
    before => Array.isArray(before) ? Array.from({ length: 300 }, () => before).flat() : [before, before], before => typeof before === 'string' && !before.startsWith(rawMark) ? `${before}\u200B` : { value: [before] },
  ) },
)

/** The position of a member or an element: its container and its key. */
interface Position { readonly container: Json | unknown[], readonly key: string | number }

function positionsIn(value: unknown): readonly Position[] {
  if (Array.isArray(value)) return value.flatMap((each, key) => [{ container: value, key }, ...positionsIn(each)])
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [{ container: value as Json, key }, ...positionsIn(each)])
}

function apply({ container, key }: Position, change: Edit): void {
  const members = container as Record<string | number, unknown>
  const after = change(structuredClone(members[key]))
  if (after !== removed) members[key] = after
  else if (Array.isArray(container)) container.splice(Number(key), 1)
  else Reflect.deleteProperty(members, key)
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(/"@raw ([^"]*)"/g, '$1')
}

/** Top-level members, which fill most of the screen, are edited as often as all others together. */
const edits = fc.array(fc.record({ top: fc.boolean(), place: fc.nat(), change: edit }), { minLength: 1, maxLength: 4 })

/** Generates JSON texts of incidents that an API might send. @param now the time of the newest update, ms since 1970. */
export function mutatedIncidents(api: ApiKind, now: number): fc.Arbitrary<string> {
  const originals = createTenant({ incidents: 40, seed: 7, now }).incidents
    .map(each => (api === 'microsoft-graph' ? graphBytes(each, { alerts: true, unknownMembers: true }) : each.bytes).toString())
  return fc.record({ original: fc.constantFrom(...originals), id: fc.integer({ min: 1, max: 2 ** 31 }), edits }).map(({ original, id, edits }) => {
    const incident = JSON.parse(original) as Json
    incident[api === 'microsoft-graph' ? 'id' : 'incidentId'] = api === 'microsoft-graph' ? String(id) : id
    for (const { top, place, change } of edits) {
      const all = positionsIn(incident)
      const positions = top ? all.filter(({ container }) => container === incident) : all
      const chosen = positions[place % positions.length]
      if (chosen) apply(chosen, change)
    }
    return jsonOf(incident)
  })
}
