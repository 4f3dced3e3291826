/** @file Passes a session's rows to the index of its list, and passes all of them again if the index was lost. */
import type { CollectionKind, IncidentChanges } from '../../../shared/contract/model'
import type { Pauses } from '../base/yielding-loop'
import type { Incident } from '../incident/incident'
import type { ListCommands, Marks } from './list-index'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { forEachYielding } from '../base/yielding-loop'
import { packIncident } from '../incident/packed-rows'

/** The list's data in main. */
export interface ListSource {
  readonly shown: { readonly incidents: Iterable<Incident>, readonly api: ApiKind, readonly changes: readonly IncidentChanges[] } | null
  readonly running: { readonly incidents: Iterable<Incident>, readonly api: ApiKind, readonly kind: CollectionKind } | null
}

export interface ListFeed extends ListCommands {
  /** Fills the index again. Commands in the meantime are performed afterward, in their order. */
  readonly refill: (source: ListSource) => Promise<void>
}

/** The number of incidents that are parsed between pauses: a few milliseconds for incidents of 12 kB. */
const parsedAtOnce = 50

export function createListFeed(index: ListCommands, pauses: Pauses): ListFeed {
  /** Commands that wait for the end of a refill; null if there is none. */
  let waiting: (() => void)[] | null = null
  let marks: Marks | null = null
  /** The index starts with the first run, because the app's start does not need it. */
  let isStarted = false

  const send = (command: () => void) => {
    if (waiting) waiting.push(command)
    else command()
  }
  const addAll = (incidents: Iterable<Incident>, api: ApiKind) =>
    forEachYielding(incidents, incident => index.add(packIncident(incident, api), [0]), pauses, parsedAtOnce)

  const fill = async ({ shown, running }: ListSource): Promise<void> => {
    isStarted = true
    index.clear()
    if (marks) index.setMarks(marks)
    if (shown) {
      index.begin('full')
      await addAll(shown.incidents, shown.api)
      index.end({ dropped: [], carriedOver: [] })
      index.setChanges(shown.changes)
    }
    if (running) {
      index.begin(running.kind)
      await addAll(running.incidents, running.api)
    }
  }

  return {
    begin: kind => send(() => {
      if (!isStarted && marks) index.setMarks(marks)
      isStarted = true
      index.begin(kind)
    }),
    add: (page, positions) => send(() => index.add(page, positions)),
    end: end => send(() => index.end(end)),
    replace: (incident, where) => send(() => index.replace(incident, where)),
    setChanges: changes => send(() => index.setChanges(changes)),
    setMarks: (changed) => {
      marks = changed
      if (isStarted) send(() => index.setMarks(changed))
    },
    clear: () => {
      // SECURITY: rows that wait belong to credentials that were removed.
      if (waiting) waiting = []
      send(() => index.clear())
    },
    refill: async (source) => {
      if (waiting) return
      waiting = []
      await fill(source)
      const commands = waiting
      waiting = null
      for (const command of commands) command()
    },
  }
}
