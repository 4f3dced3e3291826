import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { readPage } from '../collection/page'
import { isRedirected } from './incident'

/** The summary of an incident 5, from the JSON text of its other members. */
const read = (members: string) => readPage(Buffer.from(`{"value":[{"incidentId":5,${members}}]}`), 'defender-xdr').incidents[0]?.summary

it.each(['0', '-1', '"0"', '"-1"', '" "', '""', '5', '"5"', '1.5', '"1.5"', '"none"', '-0', '1E+21', 'null', 'true', '{}', '[7]'])('an active incident with the redirectIncidentId %s was not merged', (redirectIncidentId) => {
  const summary = read(`"status":"Active","redirectIncidentId":${redirectIncidentId}`)
  expect(summary).toMatchObject({ redirectedTo: null })
  expect(summary && isRedirected(summary)).toBe(false)
})

it.each([['7', '7'], ['7.0', '7'], ['" 7 "', '7'], ['90071992547409931', '90071992547409931']])('redirectIncidentId %s names the incident it was merged into', (redirectIncidentId, redirectedTo) => {
  const summary = read(`"status":"Active","redirectIncidentId":${redirectIncidentId}`)
  expect(summary).toMatchObject({ redirectedTo })
  expect(summary && isRedirected(summary)).toBe(true)
})

it.each([['"HIGH"', '" redirected "', 'High', 'Redirected'], ['" medium"', '"inProgress"', 'Medium', 'InProgress'], ['"unknown"', '"Paused"', 'UnSpecified', 'Paused']])(
  'writes severity %s and status %s in one spelling', (severity, status, itsSeverity, itsStatus) => {
    expect(read(`"severity":${severity},"status":${status}`)).toMatchObject({ severity: itsSeverity, status: itsStatus })
  })
