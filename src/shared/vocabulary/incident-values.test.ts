import { describe, expect, it } from 'vitest'
import { canonicalSeverity, canonicalStatus, canonicalVerdict, isSameValue, severityRank, valueKey } from './incident-values'

describe('severityRank', () => {
  it('ranks none as UnSpecified, the lowest, and an unknown word above High', () => {
    const order = ['UnSpecified', 'Informational', 'Low', 'Medium', 'High', 'Catastrophic'].map(severityRank)
    expect(order).toEqual([0, 1, 2, 3, 4, 5])
    expect(['', ' ', '\u00A0', 'unknown', 'UNSPECIFIED'].map(severityRank)).toEqual([0, 0, 0, 0, 0])
  })

  it.each([['high', 4], [' High ', 4], ['HIGH\n', 4], ['medium', 3], ['informational', 1], ['unknownFutureValue', 5], ['constructor', 5], ['__proto__', 5]])('ranks %j as %i', (text, rank) => {
    expect(severityRank(text)).toBe(rank)
  })
})

it.each([
  [' HIGH ', 'High'], ['h\u200Bigh', 'High'], ['Ｈｉｇｈ', 'High'], ['\u200B', ''], ['x'.repeat(200), 'x'.repeat(200)], ['unknown', 'UnSpecified'], ['', ''], ['  ', ''], [' Catastrophic ', 'Catastrophic'], ['constructor', 'constructor'],
])('writes the severity %j as %j', (text, spelling) => {
  expect(canonicalSeverity(text)).toBe(spelling)
})

it.each([
  ['inProgress', 'InProgress'], [' REDIRECTED', 'Redirected'], ['new', 'New'], ['awaitingAction', 'AwaitingAction'], ['', ''], ['Paused ', 'Paused'], ['__proto__', '__proto__'],
])('writes the status %j as %j', (text, spelling) => {
  expect(canonicalStatus(text)).toBe(spelling)
})

it.each([['malicious', 'Malicious'], ['noThreatsFound ', 'NoThreatsFound'], ['dubious', 'dubious'], [' ', '']])('writes the verdict %j as %j', (text, spelling) => {
  expect(canonicalVerdict(text)).toBe(spelling)
})

it('compares values that nobody knows as it compares known ones', () => {
  expect([isSameValue('Paused', ' PAUSED'), isSameValue('Paused', 'Pa\u200Bused'), isSameValue('Paused', 'Stopped')]).toEqual([true, true, false])
  expect([isSameValue('x'.repeat(200), `${'x'.repeat(200)} `), isSameValue('x'.repeat(200), 'X'.repeat(200))]).toEqual([true, false])
  for (let each = 0; each < 3000; each++) valueKey(`Value ${each}`)
  expect(valueKey('Value 1')).toBe('value 1')
})
