import type { IncidentSummary } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { compareLists, snapshotOf } from './changes'

const row = (changed: Partial<IncidentSummary> = {}): IncidentSummary => aSummary({ severity: 'Medium', alerts: 2, ...changed })
const noPause = { wait: async () => undefined }
const state = (...rows: IncidentSummary[]) => snapshotOf(rows, noPause)
const between = async (before: Partial<IncidentSummary>, now: Partial<IncidentSummary>) => {
  const [found] = await compareLists([row(now)], { refresh: await state(row(before)), viewed: null }, noPause)
  return found?.sinceRefresh.map(({ kind, from, to }) => [kind, from, to]) ?? []
}

it.each([
  [{}, {}, []],
  [{}, { lastUpdate: '2026-11-24T11:00:00Z', name: 'other' }, []],
  [{ severity: 'Low' }, { severity: 'High' }, [['severity-raised', 'Low', 'High']]],
  [{ severity: 'high' }, { severity: 'low' }, [['severity-lowered', 'high', 'low']]],
  [{ severity: 'Low' }, { severity: 'Catastrophic' }, [['severity-raised', 'Low', 'Catastrophic']]],
  [{ severity: '' }, { severity: 'Low' }, [['severity-raised', '', 'Low']]],
  [{ severity: 'Informational' }, { severity: '' }, [['severity-lowered', 'Informational', '']]],
  [{ severity: '' }, { severity: 'Catastrophic' }, [['severity-raised', '', 'Catastrophic']]],
  [{ severity: 'Catastrophic' }, { severity: 'High' }, [['severity-lowered', 'Catastrophic', 'High']]],
  [{ severity: 'Catastrophic' }, { severity: 'Apocalyptic' }, [['severity-raised', 'Catastrophic', 'Apocalyptic']]],
  [{ severity: '' }, { severity: 'UnSpecified' }, []],
  [{ severity: 'unknown' }, { severity: 'UnSpecified' }, []],
  [{ severity: ' HIGH ' }, { severity: 'High' }, []],
  [{}, { redirectedTo: '0' }, []],
  [{}, { redirectedTo: '1' }, []],
  [{}, { status: 'InProgress' }, [['status', 'Active', 'InProgress']]],
  [{ status: 'Resolved' }, { status: 'Active' }, [['reopened', 'Resolved', 'Active']]],
  [{}, { status: 'Redirected', redirectedTo: '9', alerts: 0 }, [['merged', 'Active', '9']]],
  [{}, { assignedTo: 'a@b' }, [['assignee', '', 'a@b']]],
  [{ assignedTo: 'a@b' }, { assignedTo: null }, [['assignee', 'a@b', '']]],
  [{}, { alerts: 5 }, [['alerts', '2', '5']]],
  [{}, { alerts: 1 }, []],
  [{}, { alerts: null }, []],
  [{ alerts: null }, { alerts: 5 }, []],
  [{ alerts: null }, { alerts: null, status: 'Resolved' }, [['status', 'Active', 'Resolved']]],
  [{}, { status: 'Resolved', severity: 'High', alerts: 3 }, [['status', 'Active', 'Resolved'], ['severity-raised', 'Medium', 'High'], ['alerts', '2', '3']]],
] as const)('%j → %j', async (before, now, expected) => {
  expect(await between(before, now)).toEqual(expected)
})

it('reports new incidents, and changes since each of the two states', async () => {
  const before = { refresh: await state(row()), viewed: await state(row({ severity: 'Low' }), row({ id: '2' })) }
  const found = await compareLists([row(), row({ id: '2' })], before, noPause)
  expect(found).toEqual([
    { id: '1', sinceRefresh: [], sinceViewed: [{ kind: 'severity-raised', from: 'Low', to: 'Medium' }] },
    { id: '2', sinceRefresh: [{ kind: 'new', from: '', to: 'Active' }], sinceViewed: [] },
  ])
  expect(await compareLists([row()], { refresh: null, viewed: null }, noPause)).toEqual([])
})
