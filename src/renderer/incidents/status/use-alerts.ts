import type { Ref } from 'vue'
import type { IncidentSummary } from '../../../shared/contract/model'
import { computed } from 'vue'

/** What of the rows is there without its alerts. `arriving` holds the rows of the run under way. */
export function useAlerts(rows: Ref<readonly IncidentSummary[]>, arriving: () => Map<string, IncidentSummary>) {
  const withoutAlerts = computed(() => rows.value.reduce((sum, row) => row.alerts === null ? sum + 1 : sum, 0))

  /** An incident was asked for once more, and its alerts came: main has it in its list, and in that of the run. */
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
