import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../../testing/property-runs'
import { aQuery, someText } from '../fixtures'
import { parse } from './parse'
import { print } from './print'

const canonical = (text: string): string => print(parse(text).query ?? [])

it.each([
  ['  severity:High   status:"In Progress"', 'severity:high status:"In progress"'],
  ['STATUS:(new,awaitingAction,inProgress)', 'status:(new,"Awaiting action","In progress")'],
  ['classification:Unknown determination:none', 'classification:none determination:none'],
  ['source:officeatp source:"microsoft defender for endpoint"', 'source:"Office 365" source:endpoint'],
  ['severity:"Catastrophic" assignee:"none" assignee:NONE assignee:Me', 'severity:"Catastrophic" assignee:"none" assignee:none assignee:me'],
  ['device:=pc-1 -device:( pc-2 , ="a b" )', 'device:=pc-1 -device:(pc-2,="a b")'],
  ['alerts:=5 created:=2026-11-24t10:00z updated:<2d', 'alerts:5 created:2026-11-24T10:00Z updated:<2d'],
  ['text:word text:"two words" text:(a,b) -"-enc" "OR"', 'word "two words" text:(a,b) -"-enc" "OR"'],
  ['https://a.b/c C:\\x "foo:bar" --flag -', 'https://a.b/c C:\\x "foo:bar" --flag -'],
  ['-"--flag" -"-" "-x"', '-"--flag" -"-" "-x"'],
  ['name:"say \\"hi\\" \\\\ C:\\x"', 'name:"say \\"hi\\" \\\\ C:\\\\x"'],
])('prints %j as %j', (text, printed) => {
  expect(canonical(text)).toBe(printed)
})

it('writes every query so that it is read again', () => {
  fc.assert(fc.property(aQuery, (query) => { expect(parse(print(query))).toEqual({ query }) }), runs(3000))
})

it('does not change the meaning of any text', () => {
  const piece = fc.oneof(someText, fc.constantFrom(' ', ' -', '"', '(', ')', ',', 'severity:', 'device:', 'text:', 'is:new', 'alerts:>', 'created:', '2026-11-24', '<2d', 'high', 'none', 'me', '='))
  let read = 0
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join('')), (text) => {
    const { query } = parse(text)
    if (query === undefined) return
    read++
    expect(parse(print(query))).toEqual({ query })
  }), runs(3000))
  expect(read).toBeGreaterThan(0)
})
