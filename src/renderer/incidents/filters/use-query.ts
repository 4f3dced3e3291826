import type { ListQuery, QueryProblem, SortBy } from '../../../shared/contract/list'
import type { Period } from '../../../shared/query/dates'
import type { FacetField } from '../../../shared/query/facets'
import type { Flag } from '../../../shared/query/fields'
import type { Query, Term } from '../../../shared/query/query'
import { computed, ref, shallowRef } from 'vue'
import { hasFlag, removeTerm, selectedValues, setFlag, toggleValue, withoutField } from '../../../shared/query/edit'
import { hasPeriod, togglePeriod } from '../../../shared/query/periods'
import { parse } from '../../../shared/query/syntax/parse'
import { print, printTerm } from '../../../shared/query/syntax/print'
import { isBlank } from '../../../shared/values/fold'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { isUtc } from '../../text/format'
import { defaultSort } from '../list/columns/column-layout'

/**
 * Provides the query. Its text is the only state of the filters: facets, chips and switches read and change it.
 * @param isNamed returns whether the profile contains the user's name, which `assignee:me` needs.
 */
export function useQuery(isNamed: () => boolean = () => true) {
  const text = ref('')
  const showMerged = ref(false)
  const sort = shallowRef<readonly SortBy[]>(defaultSort)

  const query = computed<ListQuery>(() => ({ text: text.value, showMerged: showMerged.value, sort: sort.value, utc: isUtc.value }))
  const result = computed(() => parse(text.value, isNamed()))
  /** Empty if the text has a problem. */
  const parsed = computed<Query>(() => result.value.query ?? [])
  const edit = (change: (query: Query) => Query) => { text.value = print(change(parsed.value)) }
  const selected = (field: FacetField) => selectedValues(parsed.value, field)

  return {
    text,
    showMerged,
    sort,
    query,
    problem: computed<QueryProblem | null>(() => result.value.problem ?? null),
    /** Whether the text filters. */
    active: computed(() => !isBlank(text.value)),
    terms: parsed,
    /** Adds a term, unless the query contains it. */
    addTerm: (term: Term) => edit(each => each.some(other => printTerm(other) === printTerm(term)) ? each : [...each, term]),
    removeTerm: (index: number) => edit(each => removeTerm(each, index)),
    /** Normalizes the query's text and returns the position of a term in it, in characters. */
    placeOf: (index: number): { readonly start: number, readonly end: number } => {
      const printed = parsed.value.map(printTerm)
      text.value = printed.join(' ')
      const start = printed.slice(0, index).reduce((sum, term) => sum + term.length + 1, 0)
      return { start, end: start + (printed[index]?.length ?? 0) }
    },
    changedOnly: computed({ get: () => hasFlag(parsed.value, 'changed'), set: wanted => edit(each => setFlag(each, 'changed', wanted)) }),
    selected,
    isSelected: (field: FacetField, value: string): boolean => selected(field).some(each => isSameValue(each, value)),
    toggle: (field: FacetField, value: string) => edit(each => toggleValue(each, field, value)),
    /** Returns the query without the values selected in a facet, because they do not affect that facet's counts. */
    without: (field: FacetField): ListQuery => ({ ...query.value, text: print(withoutField(parsed.value, field)) }),
    /** Whether the query restricts the last update to exactly this period. */
    isUpdatedIn: (period: Period): boolean => hasPeriod(parsed.value, 'updated', period, isUtc.value),
    toggleUpdatedIn: (period: Period) => edit(each => togglePeriod(each, 'updated', period, isUtc.value)),
    hasFlag: (flag: Flag): boolean => hasFlag(parsed.value, flag),
    toggleFlag: (flag: Flag) => edit(each => setFlag(each, flag, !hasFlag(each, flag))),
    clear: () => { text.value = '' },
  }
}
