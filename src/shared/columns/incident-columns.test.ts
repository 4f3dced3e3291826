import type { IncidentColumn } from './incident-columns'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../contract/fixtures'
import { incidentColumns } from './incident-columns'

const columns: readonly IncidentColumn[] = incidentColumns

describe('the fields of a row', () => {
  it('have unique IDs, labels and export names', () => {
    for (const name of ['id', 'label', 'exportName'] as const) expect(new Set(columns.map(column => column[name])).size).toBe(columns.length)
  })

  it('return the values of the row as received', () => {
    const row = aSummary({ id: '7', name: 'Ransomware', severity: 'High', status: 'Active', assignedTo: 'adele@x', alerts: 3, lastUpdate: 'a', created: 'b' })
    expect(columns.map(column => column.value(row))).toEqual(['High', 'Active', 'Ransomware', '7', 3, 'adele@x', 'a', 'b'])
    expect(columns.map(column => column.value(aSummary({ id: '7', alerts: null })))).toEqual(['Low', 'Active', '', '7', null, '', '', ''])
  })

  it('that the search covers are name, ID and assignee', () => {
    expect(columns.filter(({ searched }) => searched).map(({ id }) => id)).toEqual(['name', 'id', 'assignedTo'])
  })
})
