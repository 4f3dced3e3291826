import { describe, expect, it } from 'vitest'
import { canonicalSeverity, canonicalStatus, severityRank } from './vocabulary'

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
  [' HIGH ', 'High'], ['unknown', 'UnSpecified'], ['', ''], ['  ', ''], [' Catastrophic ', 'Catastrophic'], ['constructor', 'constructor'],
])('writes the severity %j as %j', (text, spelling) => {
  expect(canonicalSeverity(text)).toBe(spelling)
})

it.each([
  ['inProgress', 'InProgress'], [' REDIRECTED', 'Redirected'], ['new', 'New'], ['awaitingAction', 'AwaitingAction'], ['', ''], ['Paused ', 'Paused'], ['__proto__', '__proto__'],
])('writes the status %j as %j', (text, spelling) => {
  expect(canonicalStatus(text)).toBe(spelling)
})
