/** @file Answers all questions about one incident that is open. It is read once, in main or in a thread (open-incidents.ts). */
import type { Field, PartOfIncident } from '../../../shared/contract/detail'
import type { JsonHits, JsonPart } from '../../../shared/contract/raw-json'
import type { Incident } from './incident'
import type { Origin } from './incident-detail'
import { maxEntries } from '../../../shared/contract/raw-json'
import { jsonPath } from '../../../shared/values/json-path'
import { searchJson } from '../json/search-json'
import { openIncident } from './incident-detail'
import { defangedName } from './texts/defanged'
import { ticketText } from './texts/ticket'

export interface CaseFile {
  /** Returns the detail as JSON text. */
  readonly detail: () => string
  /** Returns the address of its portal page; null if its link is not allowed. */
  readonly link: () => string | null
  /** Returns all fields of an alert or an entity; [] if there is none at the index. */
  readonly fields: (part: PartOfIncident['part'], index: number) => readonly Field[]
  /** Returns some entries of the list or object at a position of its JSON, from an index on; null if none begins there. */
  readonly jsonPart: (at: number, from: number) => JsonPart | null
  readonly search: (text: string) => JsonHits
  /** Returns the JSON text of the value at a position, or its JSONPath; null if no value begins there. */
  readonly jsonText: (at: number, what: 'value' | 'path') => string | null
  /** Returns the name of an entity; null if there is none at the index. */
  readonly entityName: (index: number, isDefanged: boolean) => string | null
  /** Returns the text for a ticket. */
  readonly ticket: () => string
}

/** The same answers, possibly from another thread. */
export type AsyncCaseFile = { readonly [Q in keyof CaseFile]: (...args: Parameters<CaseFile[Q]>) => Promise<ReturnType<CaseFile[Q]>> }

/** A question as a message. `kind`: a function of CaseFile. */
export type CaseQuestion = { readonly [Q in keyof CaseFile]: { readonly kind: Q, readonly args: Parameters<CaseFile[Q]> } }[keyof CaseFile]

type AnyFunction = (...args: readonly unknown[]) => unknown

export const answerTo = (file: CaseFile, { kind, args }: CaseQuestion): unknown => (file[kind] as AnyFunction)(...args)

/** Reads an incident, whose bytes are known to be JSON. */
export function createCaseFile(incident: Incident, origin: Origin): CaseFile {
  const { detail, link, fieldsOf, tree } = openIncident(incident, origin)
  return {
    detail: () => JSON.stringify(detail),
    link: () => link?.href ?? null,
    fields: fieldsOf,
    jsonPart: (at, from) => tree.part(at, from, maxEntries),
    search: text => searchJson(tree, text),
    jsonText: (at, what) => {
      const place = tree.locate(at)
      // Reject a position that is not the start of a value.
      if (place.at !== at) return null
      return what === 'path' ? jsonPath(place.path) : tree.json.toString('utf8', at, place.end)
    },
    entityName: (index, isDefanged) => {
      const entity = detail.entities[index]
      return entity ? isDefanged ? defangedName(entity) : entity.label : null
    },
    ticket: () => ticketText(detail, link, origin),
  }
}
