/** @file Opens incidents: small ones in main at once, large ones in a thread, because reading megabytes would block the window. */
import type { AsyncCaseFile } from './case-file'
import type { Incident } from './incident'
import type { Origin } from './incident-detail'
import { createCaseFile } from './case-file'

/** Opens an incident. The case file of another incident may not be used afterward. */
export type OpenCaseFile = (incident: Incident, origin: Origin) => AsyncCaseFile

/** Incidents of at least this size are read in the thread. Main needs about 10 ms for one of this size. */
const largeBytes = 250_000

function openInMain(incident: Incident, origin: Origin): AsyncCaseFile {
  const file = createCaseFile(incident, origin)
  return {
    detail: async () => file.detail(),
    link: async () => file.link(),
    fields: async (...args) => file.fields(...args),
    jsonPart: async (...args) => file.jsonPart(...args),
    search: async text => file.search(text),
    jsonText: async (...args) => file.jsonText(...args),
    entityName: async (...args) => file.entityName(...args),
    ticket: async () => file.ticket(),
  }
}

/**
 * Returns a function that opens an incident, and remembers the last one: the page requests its parts one after another. It does not keep the incident
 * in memory.
 */
export function createOpenIncidents(openInThread: OpenCaseFile): OpenCaseFile {
  let last = new WeakMap<Incident, AsyncCaseFile>()
  return (incident, origin) => {
    const known = last.get(incident)
    if (known) return known
    const opened = incident.bytes.length < largeBytes ? openInMain(incident, origin) : openInThread(incident, origin)
    last = new WeakMap([[incident, opened]])
    return opened
  }
}
