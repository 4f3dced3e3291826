/** @file The two forms of one list: as the API sends it, and without the incidents' alerts. */
import type { Query } from '../../paging/query'
import { withoutAlerts } from '../../paging/query'

/** `complete`: with everything that the app uses; `without-alerts`: a lighter page for a service that cannot deliver the alerts. */
export type ListForm = 'complete' | 'without-alerts'

export interface ListForms {
  /** Whether the list has a form without alerts. The Defender XDR API sends alerts with every incident, so its list has none. */
  readonly canOmitAlerts: boolean
  /** Returns the query of a form. Without a form of its own, `without-alerts` is the complete list. */
  readonly queryOf: (form: ListForm) => Query
}

/** Returns the forms in which the list of a query can be requested. */
export function listForms(query: Query): ListForms {
  const lighter = withoutAlerts(query)
  return { canOmitAlerts: lighter !== null, queryOf: form => form === 'without-alerts' ? lighter ?? query : query }
}
