import { describe, expect, it } from 'vitest'
import { fieldIds, fieldOf } from './fields'
import { nearest } from './syntax/near'
import { parse } from './syntax/parse'
import { createWords } from './words'

describe.each(fieldIds)('the field %s', (id) => {
  it('has a label, and an example that is a query about it', () => {
    const { label, example } = fieldOf(id)
    expect(label).toMatch(/^[A-Z]/)
    expect(parse(example).query?.map(({ field }) => field)).toEqual([id])
  })

  it('finds each value by its printed text', () => {
    const field = fieldOf(id)
    if (field.kind !== 'vocabulary') return
    const found = field.words.all.map(word => field.words.find(word))
    expect(found.every(value => value !== undefined && value !== '')).toBe(true)
    expect(new Set(found).size).toBe(field.words.all.length)
    expect(found.map(value => field.words.print(value ?? ''))).toEqual(field.words.all)
  })
})

it('knows values by spelling and label, the first of two first', () => {
  const words = createWords([{ value: 'Aa', graph: 'bb', label: 'C c', also: ['dd'] }, { value: 'Ee', graph: 'BB', label: 'Ff', short: 'G' }, { value: 'No', graph: 'no', label: 'Not set' }], 'No')
  expect(['aa', 'BB', 'c  C', 'DD', 'ee', 'ff', 'g', 'no', 'not set', 'x'].map(words.find)).toEqual(['Aa', 'Aa', 'Aa', 'Aa', 'Ee', 'Ee', 'Ee', '', '', undefined])
  expect([words.all, words.print('x'), words.label('Aa'), words.label('x'), ['', 'No', 'Aa', 'x'].map(words.isSet)]).toEqual([['C c', 'g'], 'x', 'C c', 'x', [false, false, true, true]])
})

it('suggests words that resemble the typed one, nearest first', () => {
  const words = ['severity', 'status', 'source', 'user', 'updated', 'merged-into']
  expect(nearest('statis', ['stating', 'status'])).toEqual(['status', 'stating'])
  expect(['usernames', 'sev', 'severitie', 'statu', 'usr', 'merged', 'into', 'z', '', 'x'.repeat(100)].map(word => nearest(word, words))).toEqual([['user'], ['severity'], ['severity'], ['status'], ['user'], ['merged-into'], ['merged-into'], [], [], []])
})
