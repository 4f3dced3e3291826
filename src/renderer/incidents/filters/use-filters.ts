import type { Ref } from 'vue'
import type { ColumnId } from '../../../shared/contract/row'
import type { IncidentSummary } from '../../../shared/contract/model'
import type { Sort } from '../list/incident-rows'
import type { Redirects } from '../list/redirects'
import { computed, ref, shallowRef, watch } from 'vue'
import { fold } from '../../../shared/values/fold'
import { isRedirected } from '../../../shared/rules/merges'
import { filterRows, sortAfter, sortRows } from '../list/incident-rows'

/** Filters and sorts the list. Provides the numbers of hidden rows, so that the page can show them. */
export function useFilters(
  rows: Ref<readonly IncidentSummary[]>,
  changed: Readonly<Ref<ReadonlyMap<string, unknown>>>,
  redirects: Readonly<Ref<Redirects>>,
) {
  const search = ref('')
  const severities = shallowRef<ReadonlySet<string>>(new Set())
  const statuses = shallowRef<ReadonlySet<string>>(new Set())
  const showRedirected = ref(false)
  const changedOnly = ref(false)
  const sort = shallowRef<Sort>({ column: 'lastUpdate', descending: true })

  // Sort before filtering, so a key press in the search does not wait for the slow sort.
  const sorted = computed(() => sortRows(rows.value, sort.value))
  const visible = computed(() => filterRows(sorted.value, {
    search: search.value,
    severities: severities.value,
    statuses: statuses.value,
    showRedirected: showRedirected.value,
    only: changedOnly.value ? changed.value : null,
    ...redirects.value,
  }))
  /** The number of incidents that are shown without filters, given the switch for merged ones. */
  const offered = computed(() => showRedirected.value ? rows.value.length : rows.value.filter(row => !isRedirected(row)).length)
  const active = computed(() => fold(search.value) !== '' || severities.value.size > 0 || statuses.value.size > 0 || changedOnly.value)

  // Without merged incidents the checkbox of their status disappears, so it must no longer filter.
  watch(showRedirected, (shown) => {
    if (!shown) statuses.value = new Set([...statuses.value].filter(status => status !== 'Redirected'))
  })

  const clear = () => {
    search.value = ''
    severities.value = new Set()
    statuses.value = new Set()
    changedOnly.value = false
  }
  const sortBy = (column: ColumnId) => { sort.value = sortAfter(sort.value, column) }

  return { search, severities, statuses, showRedirected, changedOnly, sort, visible, offered, active, clear, sortBy }
}
