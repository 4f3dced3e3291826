/**
 * @file Incidents as no documentation shows them: those of a tenant with members that are missing, null, of another type, nested, huge or odd. A
 * seed makes the same ones again.
 */
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { Json } from './evidence'
import fc from 'fast-check'
import { graphBytes } from './graph-incident'
import { createTenant } from './tenant'

/** JSON that JSON.stringify would not write: a text that begins so is replaced by what follows. */
const rawMark = '@raw '
const deep = `${rawMark}${'['.repeat(3000)}${']'.repeat(3000)}`

/** None of them holds a word that the app must not show by itself. */
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
    before => Array.isArray(before) ? Array.from({ length: 300 }, () => before).flat() : [before, before], before => typeof before === 'string' ? `${before}\u200B` : { value: [before] },
  ) },
)

/** Where a member or an element stands: its holder and its key there. */
interface Place { readonly holder: Json | unknown[], readonly key: string | number }

function placesOf(value: unknown): readonly Place[] {
  if (Array.isArray(value)) return value.flatMap((each, key) => [{ holder: value, key }, ...placesOf(each)])
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [{ holder: value as Json, key }, ...placesOf(each)])
}

function apply({ holder, key }: Place, change: Edit): void {
  const members = holder as Record<string | number, unknown>
  const after = change(structuredClone(members[key]))
  if (after !== removed) members[key] = after
  else if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else Reflect.deleteProperty(members, key)
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value).replace(/"@raw ([^"]*)"/g, '$1')
}

/** The members behind most of the screen are changed as often as all others together. */
const edits = fc.array(fc.record({ top: fc.boolean(), place: fc.nat(), change: edit }), { minLength: 1, maxLength: 4 })

/** JSON texts of incidents as an API might send them. @param now the moment of their tenant, ms since 1970. */
export function mutatedIncidents(api: ApiKind, now: number): fc.Arbitrary<string> {
  const originals = createTenant({ incidents: 40, seed: 7, now }).incidents
    .map(each => (api === 'microsoft-graph' ? graphBytes(each, { alerts: true, unknownMembers: true }) : each.bytes).toString())
  return fc.record({ original: fc.constantFrom(...originals), id: fc.integer({ min: 1, max: 2 ** 31 }), edits }).map(({ original, id, edits }) => {
    const incident = JSON.parse(original) as Json
    incident[api === 'microsoft-graph' ? 'id' : 'incidentId'] = api === 'microsoft-graph' ? String(id) : id
    for (const { top, place, change } of edits) {
      const all = placesOf(incident)
      const places = top ? all.filter(({ holder }) => holder === incident) : all
      const chosen = places[place % places.length]
      if (chosen) apply(chosen, change)
    }
    return jsonOf(incident)
  })
}
