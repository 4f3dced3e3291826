/** @file Builders for tests: runs with default values for every member that a test does not set. */
import type { Incident } from '../../incident/incident'
import type { ListCommands } from '../../list/list-index'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { IndexCommands } from './watched-index'
import type { FullRead, HeldList, RunSource } from './run'
import { aCollection } from '../../../../shared/contract/fixtures'
import { anOrigin, aProvenance } from '../../dataset/fixtures'
import { createIncidentSet } from '../../dataset/incident-set'
import { defenderXdr } from '../../microsoft/incident-apis'

export const aSource = (api: IncidentApi): RunSource => ({ ...anOrigin(), api })

const nothing = () => undefined

interface GivenList {
  readonly incidents: readonly Incident[]
  readonly since: string | null
  readonly fullRead: FullRead
  /** ISO. */
  readonly fetchedAt?: string
}

/** The list of a complete run of the last 48 hours. */
export function aHeldList({ incidents, since, fullRead, fetchedAt = '2026-11-24T12:00:00.000Z' }: GivenList): HeldList {
  const provenance = { ...aProvenance(), fetchedAt }
  const { window, range } = provenance
  const collection = aCollection({ window, range, startedAt: fetchedAt, incidents: incidents.length, outcome: { kind: 'complete' } })
  return { provenance, completeness: { kind: 'complete' }, collection, api: defenderXdr, incidents: createIncidentSet(range, incidents), fullRead, since }
}

/** An index that a test does not look at. */
export const noIndex: ListCommands = { begin: nothing, add: nothing, end: nothing, replace: nothing, setChanges: nothing, setMarks: nothing, clear: nothing }

/** An index that records its commands in short. */
export function recordingIndex() {
  const commands: string[] = []
  const record = (name: string) => (...args: readonly unknown[]) => { commands.push([name, ...args.map(arg => JSON.stringify(arg))].join(' ')) }
  const index: IndexCommands = {
    begin: record('begin'),
    add: (_page, positions) => record('add')(positions),
    end: record('end'),
    replace: (_incident, where) => record('replace')(where),
    setChanges: changes => record('setChanges')(changes.map(({ id, sinceRefresh, sinceViewed }) => [id, sinceRefresh.length, sinceViewed.length])),
    clear: record('clear'),
  }
  return {
    index,
    /** Returns the commands since the last call. */
    taken: () => commands.splice(0),
  }
}
