import type { Ref } from 'vue'
import type { Change, IncidentChanges, IncidentSummary } from '../../../shared/contract/model'
import type { Since } from '../../text/incidents/change-text'
import { computed, ref } from 'vue'
import { changesSince } from '../../text/incidents/change-text'
import { isRedirected } from '../../../shared/rules/merges'

interface List {
  readonly rows: Readonly<Ref<readonly IncidentSummary[]>>
  readonly changes: Readonly<Ref<readonly IncidentChanges[]>>
  /** Whether there was an earlier list for comparison. */
  readonly compared: Readonly<Ref<boolean>>
}

const none: ReadonlyMap<string, readonly Change[]> = new Map()

/** Provides the changes in the list since the chosen comparison. */
export function useChanges({ rows, changes, compared }: List) {
  const since = ref<Since>('refresh')
  const byId = computed(() => compared.value ? changesSince(changes.value, since.value) : none)
  /** The number of changed incidents that are merged, and shown only with the switch. */
  const redirected = computed(() => rows.value.filter(row => byId.value.has(row.id) && isRedirected(row)).length)
  return { since, compared, byId, redirected }
}
