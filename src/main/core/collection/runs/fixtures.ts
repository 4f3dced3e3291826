/** @file Builders for tests: runs with default values for every member that a test does not set. */
import type { ListCommands } from '../../list/list-index'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { IndexCommands } from './watched-index'
import type { RunSource } from './run'
import { anOrigin } from '../../dataset/fixtures'

export const aSource = (api: IncidentApi): RunSource => ({ ...anOrigin(), api })

const nothing = () => undefined

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
