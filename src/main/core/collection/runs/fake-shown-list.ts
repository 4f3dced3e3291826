/** @file Builders for tests: runs that have ended, and a shown list whose pauses a test can use. */
import type { CollectionOutcome, IncidentSummary, TimeWindow } from '../../../../shared/contract/model'
import type { Incident } from '../../incident/incident'
import type { HeldList, Run } from './run'
import type { ReplacedIncidents } from './shown-list'
import { Buffer } from 'node:buffer'
import { aSummary } from '../../../../shared/contract/fixtures'
import { defenderXdr } from '../../microsoft/incident-apis'
import { beginRun, describeRun } from './run'
import { aSource } from './fixtures'
import { createShownList } from './shown-list'

export const clock = { now: () => Date.parse('2026-11-24T12:00:00Z'), monotonic: () => 0, wait: async () => undefined }
export const complete = { kind: 'complete' } as const
export const cancelled = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } as const
export const noReplacements: ReplacedIncidents = { asListed: new Map(), times: () => 0 }

export const incident = (id: number, changed: Partial<IncidentSummary> = {}): Incident => ({
  summary: aSummary({ id: String(id), alerts: null, lastUpdate: '2026-11-24T11:00:00Z', created: '2026-11-24T11:00:00Z', ...changed }),
  bytes: Buffer.from(JSON.stringify([id, changed])),
})

interface GivenRun {
  /** The incidents have the IDs 0 to `length` - 1. */
  readonly length?: number
  /** What differs in the first incident. */
  readonly changed?: Partial<IncidentSummary>
  readonly tenantId?: string
  readonly window?: TimeWindow
  readonly base?: HeldList | null
}

/** A run that has read its incidents. */
export function finishedRun({ length = 2, changed = {}, tenantId = 'contoso.example', window = { kind: 'last', hours: 48 }, base = null }: GivenRun = {}): Run {
  const run = beginRun({ run: 1, window, source: { ...aSource(defenderXdr), tenantId }, appVersion: '1.2.3', base, startedBy: 'person' }, clock)
  run.incidents.add(Array.from({ length }, (_, id) => incident(id, id === 0 ? changed : {})), clock.now())
  return run
}

/** A shown list. Its next pause calls `state.meanwhile`, once. `end` shows the list of a run and returns its changes. */
export function watchedList() {
  const state = { pauses: 0, meanwhile: async () => {} }
  const list = createShownList({
    wait: async () => {
      state.pauses++
      const act = state.meanwhile
      state.meanwhile = async () => {}
      await act()
    },
  })
  const end = async (run: Run, replaced = noReplacements, outcome: CollectionOutcome = complete, elapsedMs = 0) => {
    const compared = await list.prepare(run, outcome, replaced)
    run.outcome = outcome
    list.show(run, { collection: { ...describeRun(run, clock), elapsedMs }, completeness: outcome }, compared)
    return list.changes()
  }
  return { list, state, end }
}
