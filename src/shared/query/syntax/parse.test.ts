import type { Value } from '../query'
import { describe, expect, it } from 'vitest'
import { parse } from './parse'

const text = (word: string, whole = false): Value => ({ kind: 'text', text: word, whole })

it('reads terms one after the other', () => {
  expect(parse('severity:(high, none) -device:=pc-01 updated:<2d alerts:>=3 created:2026-11-24 is:changed -word assignee:me')).toEqual({ query: [
    { field: 'severity', negated: false, values: [{ kind: 'value', value: 'High' }, { kind: 'none' }] },
    { field: 'device', negated: true, values: [text('pc-01', true)] },
    { field: 'updated', negated: false, values: [{ kind: 'age', sign: '<', count: 2, unit: 'd' }] },
    { field: 'alerts', negated: false, values: [{ kind: 'number', sign: '>=', number: 3 }] },
    { field: 'created', negated: false, values: [{ kind: 'date', sign: '=', date: '2026-11-24' }] },
    { field: 'is', negated: false, values: [{ kind: 'value', value: 'changed' }] },
    { field: 'text', negated: true, values: [text('word')] },
    { field: 'assignee', negated: false, values: [{ kind: 'me' }] },
  ] })
  expect([parse(''), parse(' \n\u200B ')]).toEqual([{ query: [] }, { query: [] }])
})

it.each(['High', 'high', 'HIGH', '"high"', '=high', 'H\u200Bigh'])('reads severity:%s as the known value', (typed) => {
  expect(parse(`severity:${typed}`).query?.[0]?.values).toEqual([{ kind: 'value', value: 'High' }])
})

it.each([
  ['status:inProgress', 'InProgress'], ['status:"In progress"', 'InProgress'], ['status:(in progress)', 'InProgress'], ['determination:clean', 'Clean'], ['determination:notMalicious', 'Clean'],
  ['source:"Office 365"', 'MicrosoftDefenderForOffice365'], ['source:"Microsoft Defender for Office 365"', 'MicrosoftDefenderForOffice365'], ['source:OfficeATP', 'MicrosoftDefenderForOffice365'],
  ['source:microsoftDefenderForEndpoint', 'MicrosoftDefenderForEndpoint'], ['source:edr', 'WindowsDefenderAtp'], ['severity:"Catastrophic"', 'Catastrophic'], ['severity:"none"', 'none'],
])('reads the vocabulary of %s', (typed, value) => {
  expect(parse(typed).query?.[0]?.values).toEqual([{ kind: 'value', value }])
})

describe('a value that means something unquoted', () => {
  it.each([
    ['assignee:none', { kind: 'none' }], ['assignee:"none"', text('none')], ['assignee:=none', text('none', true)], ['assignee:me', { kind: 'me' }], ['assignee:"me"', text('me')],
    ['device:me', text('me')], ['id:none', text('none')], ['text:none', text('none')], ['comments:none', { kind: 'none' }], ['first:none', { kind: 'none' }], ['merged-into:none', { kind: 'none' }],
    ['classification:"Not set"', { kind: 'none' }], ['name:<script>', text('<script>')], ['name:"a \\"b\\" \\\\ \\c"', text('a "b" \\ \\c')], ['name:a(b),c"', text('a(b),c"')],
  ] as const)('%s', (typed, value) => {
    expect(parse(typed)).toEqual({ query: [{ field: typed.split(':')[0], negated: false, values: [value] }] })
  })
})

it.each([
  'https://evil.example/a?b=c', 'hxxps://evil[.]example', 'hxxp[:]//evil', 'C:\\Windows', 'c:x', 'HKLM:\\Software', '2001:db8::1', 'fe80::1', 'dead:beef::1', 'de:ad:be:ef:00:01', 'sha256:abc', '10:30', 'a.b:443',
  'Re:', '--enc', '-', 'and', 'a:b', 'x(1)', 'constructor', 'say"hi', '=a', '<b>',
])('reads %j as one free text', (word) => {
  expect(parse(word)).toEqual({ query: [{ field: 'text', negated: false, values: [text(word)] }] })
})

it.each([
  // [query, the part that is marked, a part of the reason]
  ['x sevrity:high', 'sevrity', 'There is no field "sevrity". Did you mean severity? To search for the text itself, put it in quotation marks: "sevrity:high".'],
  ['-localhost:8080', 'localhost', 'There is no field "localhost". Fields are severity, status, classification, determination, assignee, source and others.'],
  ['constructor:x', 'constructor', 'There is no field'],
  ['severity:hihg', 'hihg', '"hihg" is not a known value of severity. Use high, medium, low, informational or unspecified. For an unknown value, use quotation marks.'],
  ['severity:(high,hgih)', 'hgih', 'is not a known value'],
  ['severity:high,medium', 'high,medium', 'Use high, medium,'],
  ['source:office', 'office', 'Use "Office 365".'],
  ['source:sentinl', 'sentinl', 'Use sentinel.'],
  ['source:zzz', 'zzz', 'For example: source:"Office 365".'],
  ['severity:>=medium', '>=medium', 'severity cannot be compared with < or >.'],
  ['status:', ':', 'The value is missing. Write it after the colon without a space, for example status:active.'],
  ['status: active', ':', 'The value is missing.'],
  ['alerts:>', ':>', 'The value is missing.'],
  ['device:()', '(', 'The value is missing.'],
  ['device:(a,)', ',', 'The value is missing.'],
  ['device:(a', '(a', 'The closing parenthesis is missing.'],
  ['device:("a"b)', 'b', 'Put a comma or a closing parenthesis after the closing quotation mark.'],
  ['device:(a)b c', 'b', 'Put a space after the closing parenthesis.'],
  ['device:"a"b c', 'b', 'Put a space after the closing quotation mark.'],
  ['"a"b', 'b', 'Put a space after the closing quotation mark.'],
  ['x "a b', '"a b', 'The closing quotation mark is missing.'],
  ['"C:\\"', '"C:\\"', 'The closing quotation mark is missing.'],
  ['x "" y', '""', 'There is no text between the quotation marks.'],
  ['tag:"\u200B"', '"\u200B"', 'There is no text'],
  ['severity:" "', '" "', 'There is no text'],
  ['(severity:high)', '(', 'A parenthesis groups the values of a field'],
  ['a OR b', 'OR', 'OR is not an operator here.'],
  ['NOT x', 'NOT', 'NOT is not an operator here.'],
  ['alerts:many', 'many', '"many" is not a value of alerts. Write a whole number, for example alerts:>5.'],
  ['alerts:-1', '-1', 'a whole number'],
  ['updated:2d', '2d', 'An age needs < or >: updated:<2d for the last 2d, updated:>2d for earlier times.'],
  ['updated:<2x', '<2x', 'Write an age such as <2d, <4h or <30m, or a date'],
  ['created:2026-02-30', '2026-02-30', 'is not a value of created'],
  ['created:2026-11-24T25:00', '2026-11-24T25:00', 'is not a value of created'],
  ['is:new,raised', 'new,raised', 'Use is: with starred, changed, new, raised, updated or merged.'],
  ['is:none', 'none', 'is not a state'],
  ['is:>new', '>new', 'is not a state'],
  [`${'x'.repeat(50)}:y`, 'x'.repeat(50), `There is no field "${'x'.repeat(40)}…".`],
])('says what is wrong with %j', (typed, marked, reason) => {
  const { problem, query } = parse(typed)
  expect(query).toBeUndefined()
  expect(typed.slice(problem?.start, problem?.end)).toBe(marked)
  expect(problem?.reason).toContain(reason)
})

it('marks the right one of equal parts', () => {
  expect(parse('b device:(a)b').problem).toMatchObject({ start: 12, end: 13 })
})

it('needs a name for assignee:me', () => {
  expect(parse('x assignee:(none,me)', false).problem).toEqual({ start: 17, end: 19, reason: 'This profile does not contain your name in the portal. Enter it in Settings, or write the name here.' })
  expect(parse('assignee:"me"', false).problem).toBeUndefined()
})

it('reads a long text without a closing quotation mark in time', () => {
  expect(parse(`"${'\\'.repeat(100_001)}`).problem?.start).toBe(0)
  expect(parse(`${'a:'.repeat(50_000)}b`).query).toHaveLength(1)
})
