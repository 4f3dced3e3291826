import type { ListQuery, SortBy } from '../../../shared/contract/list'
import type { FacetField } from '../../../shared/query/facets'
import type { Flag } from '../../../shared/query/fields'
import type { Query } from '../../../shared/query/query'
import { computed, ref, shallowRef } from 'vue'
import { hasFlag, selectedValues, setFlag, toggleValue } from '../../../shared/query/edit'
import { parse } from '../../../shared/query/syntax/parse'
import { print } from '../../../shared/query/syntax/print'
import { isBlank } from '../../../shared/values/fold'
import { isUtc } from '../../text/format'

/** Provides the query. Its text is the only state of the filters: facets and switches read and change it. */
export function useQuery() {
  const text = ref('')
  const showMerged = ref(false)
  const sort = shallowRef<readonly SortBy[]>([{ column: 'lastUpdate', descending: true }])

  const query = computed<ListQuery>(() => ({ text: text.value, showMerged: showMerged.value, sort: sort.value, utc: isUtc.value }))
  /** Empty if the text has a problem. */
  const parsed = computed<Query>(() => parse(text.value).query ?? [])
  const edit = (change: (query: Query) => Query) => { text.value = print(change(parsed.value)) }

  return {
    text,
    showMerged,
    sort,
    query,
    /** Whether the text filters. */
    active: computed(() => !isBlank(text.value)),
    changedOnly: computed({ get: () => hasFlag(parsed.value, 'changed'), set: wanted => edit(each => setFlag(each, 'changed', wanted)) }),
    isSelected: (field: FacetField, value: string): boolean => selectedValues(parsed.value, field).includes(value),
    toggle: (field: FacetField, value: string) => edit(each => toggleValue(each, field, value)),
    hasFlag: (flag: Flag): boolean => hasFlag(parsed.value, flag),
    toggleFlag: (flag: Flag) => edit(each => setFlag(each, flag, !hasFlag(each, flag))),
    clear: () => { text.value = '' },
  }
}
