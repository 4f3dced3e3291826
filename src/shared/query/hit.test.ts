import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { fold } from '../values/fold'
import { refang } from './defang'
import { foldedRange } from './folded-range'
import { aRandomIncident, anIncident, context, someText } from './fixtures'
import { hitOf } from './hit'
import { compile } from './match'
import { parse } from './syntax/parse'
import { searchable } from './searchable'

const incident = searchable(anIncident({ id: '41207', name: 'Password spray', assignedTo: 'Megan', tags: ['VIP'], techniques: ['T1110'] }, {
  alertTitles: ['Sign-in  from an\u200Bonymous IP', 'Spray by an .exe'],
  entities: [{ type: 'Process', key: '', label: 'PowerShell.exe', values: ['C:\\Windows\\powershell.exe', `cmd ${'x'.repeat(300)} -enc AAAA ${'y'.repeat(300)}`] }, { type: 'Url', key: '', label: 'https://evil.example/a', values: [] }],
}))

const hit = (text: string) => hitOf(incident, parse(text).query ?? [])
/** The place, and the text with the hit in brackets. */
const marked = (text: string): string | null => {
  const found = hit(text)
  return found && `${found.place}: ${found.text.slice(0, found.start)}[${found.text.slice(found.start, found.start + found.length)}]${found.text.slice(found.start + found.length)}`
}

it.each([
  ['spray', null], ['SPRÁY password', null], ['severity:high', null], ['-evil', null], ['nowhere', null], ['device:evil', null],
  ['megan', 'assignee: [Megan]'], ['vip', 'tag: [VIP]'], ['t111', 'technique: [T111]0'], ['412', 'id: [412]07'],
  ['"in from anonymous"', 'alert: Sign-[in  from an\u200Bonymous] IP'], ['spray powershell', 'Process: [PowerShell].exe'], ['windows', 'Process: C:\\[Windows]\\powershell.exe'],
  ['hxxps://evil[.]example', 'Url: [https://evil.example]/a'], ['text:(nowhere,evil)', 'Url: https://[evil].example/a'], ['text:=vip', 'tag: [VIP]'], ['text:=vi', null], ['entity:power', 'Process: [Power]Shell.exe'], ['-entity:power', null], ['entity:none', null], ['entity:.exe', 'Process: PowerShell[.exe]'],
])('finds %j at %j', (text, place) => {
  expect(marked(text)).toBe(place)
})

it('cuts a long text around the hit', () => {
  expect(marked('"-enc aaaa"')).toBe(`Process: …${'x'.repeat(59)} [-enc AAAA] ${'y'.repeat(130)}…`)
})

it('does not cut a character in half', () => {
  const emoji = '\u{1F6E1}'
  const found = hitOf(searchable(anIncident({}, { alertTitles: [`${emoji.repeat(31)} needle!${emoji.repeat(120)}`] })), parse('needle').query ?? [])
  expect(found?.text).toBe(`…${emoji.repeat(29)} needle!${emoji.repeat(66)}…`)
})

describe('for every incident that free text finds', () => {
  it('the hit is the text that was searched for', () => {
    let hits = 0
    fc.assert(fc.property(someText, aRandomIncident, (text, row) => {
      const query = parse(`text:"${text.replaceAll(/["\\]/g, '\\$&')}"`).query
      const indexed = searchable(row)
      if (query === undefined || !compile(query, context())(indexed)) return
      const found = hitOf(indexed, query)
      if (found === null) { expect(compile(query.map(term => ({ ...term, field: 'name' as const })), context())(indexed)).toBe(true); return }
      hits++
      const word = fold(found.text.slice(found.start, found.start + found.length))
      // A ligature is found by each of its letters.
      expect([fold(text), fold(refang(text))].some(wanted => word.includes(wanted))).toBe(true)
    }), runs(3000))
    expect(hits).toBeGreaterThan(0)
  })

  it('any part of a text is found in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.nat({ max: 11 }), fc.nat({ max: 11 }), (text, from, length) => {
      const folded = fold(text)
      const needle = fold(folded.slice(from, from + length))
      const range = foldedRange(text, needle)
      if (needle === '' || !folded.includes(needle)) return
      expect(range).not.toBeNull()
      expect(fold(text.slice(range?.start ?? 0, (range?.start ?? 0) + (range?.length ?? 0)))).toContain(needle)
    }), runs(3000))
  })
})
