import type { Ref } from 'vue'
import type { IncidentSummary } from '../../../shared/contract/model'
import { computed } from 'vue'

/** Tracks rows whose alerts are not loaded. `arriving`: the rows of the run in progress. */
export function useAlerts(rows: Ref<readonly IncidentSummary[]>, arriving: () => Map<string, IncidentSummary>) {
  const withoutAlerts = computed(() => rows.value.reduce((sum, row) => row.alerts === null ? sum + 1 : sum, 0))

  /** Updates an incident's row, here and in the run in progress. Call it once the alerts were fetched; main has already updated its lists. */
  const complete = (summary: IncidentSummary) => {
    if (summary.alerts === null) return
    const { id, lastUpdate } = summary
    const row = rows.value.find(each => each.id === id)
    if (row?.alerts === null) rows.value = rows.value.map(each => each === row ? summary : each)
    const next = arriving().get(id)
    if (next?.alerts === null && next.lastUpdate === lastUpdate) arriving().set(id, summary)
  }

  return { withoutAlerts, complete }
}
