import type { Query } from '../../paging/query'
import { expect, it } from 'vitest'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { listForms } from './list-forms'

const query: Query = { api: microsoftGraph, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }

it('the list of Microsoft Graph has a form without alerts', () => {
  const { canOmitAlerts, queryOf } = listForms(query)
  expect(canOmitAlerts).toBe(true)
  expect(queryOf('complete')).toBe(query)
  expect(queryOf('without-alerts').api.options).not.toHaveProperty('$expand')
})

it('the list of the Defender XDR API has no form without alerts', () => {
  const { canOmitAlerts, queryOf } = listForms({ ...query, api: defenderXdr })
  expect(canOmitAlerts).toBe(false)
  expect(queryOf('without-alerts')).toBe(queryOf('complete'))
})
