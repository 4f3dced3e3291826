import type { KnownValue } from './known-values'
import { describe, expect, it } from 'vitest'
import * as vocabulary from './incident-values'
import { isSameValue } from './known-values'

const { canonicalClassification, canonicalDetermination, canonicalSeverity, canonicalStatus, canonicalVerdict } = vocabulary
const { labelOf, severityRank, statusRank, verdictRank, worstVerdictRank } = vocabulary

describe('severityRank', () => {
  it('ranks a missing severity as UnSpecified, the lowest, and an unknown one above High', () => {
    const order = ['UnSpecified', 'Informational', 'Low', 'Medium', 'High', 'Catastrophic'].map(severityRank)
    expect(order).toEqual([0, 1, 2, 3, 4, 5])
    expect(['', ' ', '\u00A0', 'unknown', 'UNSPECIFIED'].map(severityRank)).toEqual([0, 0, 0, 0, 0])
  })

  it.each([['high', 4], [' High ', 4], ['HIGH\n', 4], ['medium', 3], ['informational', 1], ['unknownFutureValue', 5], ['constructor', 5], ['__proto__', 5]])('ranks %j as %i', (text, rank) => {
    expect(severityRank(text)).toBe(rank)
  })

  it('follows the order of the list', () => {
    expect(vocabulary.severities.map(({ rank }) => rank)).toEqual([4, 3, 2, 1, 0])
  })
})

it('ranks unknown statuses and verdicts first, and an empty status as missing', () => {
  expect(['Paused', 'Active', 'Redirected', ''].map(statusRank)).toEqual([-1, 0, 3, null])
  expect(['Odd', 'Malicious', 'NoThreatsFound'].map(verdictRank)).toEqual([-1, 0, 3])
  expect([[], ['Malicious', 'NoThreatsFound']].map(verdicts => worstVerdictRank({ verdicts }))).toEqual([vocabulary.verdicts.length, 0])
})

it.each([
  [' HIGH ', 'High'], ['h\u200Bigh', 'High'], ['Ｈｉｇｈ', 'High'], ['unknown', 'UnSpecified'], ['', ''], [' Catastrophic ', 'Catastrophic'],
])('converts the severity %j to %j', (text, spelling) => {
  expect(canonicalSeverity(text)).toBe(spelling)
})

it.each([['inProgress', 'InProgress'], [' REDIRECTED', 'Redirected'], ['new', 'New'], ['awaitingAction', 'AwaitingAction'], ['', ''], ['Paused ', 'Paused']])('converts the status %j to %j', (text, spelling) => {
  expect(canonicalStatus(text)).toBe(spelling)
})

it.each([['malicious', 'Malicious'], ['noThreatsFound ', 'NoThreatsFound'], ['dubious', 'dubious'], [' ', '']])('converts the verdict %j to %j', (text, spelling) => {
  expect(canonicalVerdict(text)).toBe(spelling)
})

// The documentation is inconsistent: Defender's pages about reading and writing differ, and so do Graph's pages about incidents and alerts.
it.each([
  ['CompromisedUser', 'CompromisedAccount'], ['compromisedAccount', 'CompromisedAccount'], ['ConfirmedUserActivity', 'ConfirmedActivity'], ['InsufficientData', 'NoEnoughDataToValidate'],
  ['notEnoughDataToValidate', 'NoEnoughDataToValidate'], ['notMalicious', 'Clean'], ['unknown', 'NotAvailable'], ['multiStagedAttack', 'MultiStagedAttack'], ['Odd', 'Odd'],
])('converts the determination %j to %j', (text, spelling) => {
  expect(canonicalDetermination(text)).toBe(spelling)
})

it.each([['Informational, expected activity', 'InformationalExpectedActivity'], ['truePositive', 'TruePositive'], ['unknown', 'Unknown']])('converts the classification %j to %j', (text, spelling) => {
  expect(canonicalClassification(text)).toBe(spelling)
})

describe.each(['severities', 'statuses', 'verdicts', 'classifications', 'determinations'] as const)('the %s', (name) => {
  const known: readonly KnownValue[] = vocabulary[name]
  const spellings = known.flatMap(({ value, graph, also = [] }) => [value, ...(isSameValue(value, graph) ? [] : [graph]), ...also])

  it('have different spellings, and each has a label', () => {
    expect(spellings.filter((a, index) => spellings.findIndex(b => isSameValue(a, b)) !== index)).toEqual([])
    expect(known.every(({ label }) => /^[A-Z]/.test(label))).toBe(true)
  })
})

it('has labels for known values only', () => {
  expect(['InProgress', 'AwaitingAction', 'UnSpecified', 'NoThreatsFound', 'Paused', 'constructor'].map(labelOf)).toEqual(['In progress', 'Awaiting action', 'Unspecified', 'No threats found', undefined, undefined])
})
