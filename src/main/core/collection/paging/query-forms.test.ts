import type { Query } from './query'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { otherForms } from './query-forms'

const open: Query = { api: defenderXdr, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }
const ended: Query = { ...open, range: { ...open.range, to: '2026-11-23T12:00:00.000Z' } }
const refusal = (serverMessage = '') => new AppError('bad-request', { serverMessage })
/** Returns a short text for each form: its page size, and what it omits. */
const formsOf = (query: Query, error = refusal()) => [...otherForms(query, error)].map(({ api, withUpperBound, ...rest }) => {
  expect(rest).toEqual({ range: query.range, since: query.since })
  return [String(api.pageSize), ...withUpperBound ? [] : ['open'], ...'$expand' in query.api.options && !('$expand' in api.options) ? ['plain'] : []].join(' ')
})

describe('a query that the service refuses is repeated', () => {
  it('with smaller pages', () => {
    expect(formsOf(open)).toEqual(['50', '25', '10'])
  })

  it('first without the end of its window', () => {
    expect(formsOf(ended)).toEqual(['100 open', '50', '25', '10', '50 open', '25 open', '10 open'])
    expect(formsOf({ ...ended, withUpperBound: false })).toEqual(['50 open', '25 open', '10 open'])
  })

  it('without the alerts, alone and together with the other changes', () => {
    const size = microsoftGraph.pageSize
    const smaller = [1 / 2, 1 / 4, 1 / 10].map(part => String(Math.floor(size * part)))
    expect(formsOf({ ...open, api: microsoftGraph })).toEqual([...smaller, `${size} plain`, ...smaller.map(each => `${each} plain`)])
    expect(formsOf({ ...ended, api: microsoftGraph })).toEqual([
      `${size} open`, ...smaller, `${size} plain`, ...smaller.map(each => `${each} open`), `${size} open plain`,
      ...smaller.map(each => `${each} plain`), ...smaller.map(each => `${each} open plain`),
    ])
  })

  it('with pages of at least one incident', () => {
    expect(formsOf({ ...open, api: { ...defenderXdr, pageSize: 3 } })).toEqual(['1'])
  })
})

describe('the limit of a refusal', () => {
  it.each([
    ['The limit of \'64\' for Top query has been exceeded. The value from the incoming request is \'100\'.', '64'],
    ['$TOP must be from 1 to 30', '30'],
    ['top: 99', '99'],
    ['top: 1', '1'],
  ])('is tried first: %s', (message, size) => {
    expect(formsOf(open, refusal(message))).toEqual([size, '50', '25', '10'])
  })

  it('is tried once', () => {
    expect(formsOf(open, refusal('top must not exceed 25'))).toEqual(['25', '50', '10'])
  })

  it.each(['The limit of 64 for filters', 'stop at 64', 'top 100', 'top 0', 'top 640', 'top', ''])('is not found in %j', (message) => {
    expect(formsOf(open, refusal(message))).toEqual(['50', '25', '10'])
    expect(formsOf(open, new AppError('bad-request'))).toEqual(['50', '25', '10'])
  })
})
