import { expect, it } from 'vitest'
import { isRedirected, mergeTarget } from './merges'

it.each([
  ['7', '7'], [' 12 ', '12'], ['007', '7'], ['90071992547409931', '90071992547409931'],
])('%j is the ID of another incident', (redirectId, target) => {
  expect(mergeTarget('5', redirectId)).toBe(target)
  expect(isRedirected({ id: '5', status: 'Active', redirectedTo: redirectId })).toBe(true)
})

it.each([null, '', ' ', '0', '000', '-0', '-1', '1.5', '1E+21', '5', '05', ' 5 ', 'abc', '7a', '../7', '٧'])('%j is not the ID of an incident other than 5', (redirectId) => {
  expect(mergeTarget('5', redirectId)).toBeNull()
  expect(isRedirected({ id: '5', status: 'Active', redirectedTo: redirectId })).toBe(false)
})

it.each(['Redirected', 'redirected', ' REDIRECTED '])('the status %j means merged, with any redirectIncidentId', (status) => {
  for (const redirectedTo of [null, '0', '5', '7']) expect(isRedirected({ id: '5', status, redirectedTo })).toBe(true)
})
