import type { ListView } from '../../../shared/contract/list'
import type { Period } from '../../../shared/query/dates'
import type { useQuery } from '../filters/use-query'
import { computed } from 'vue'
import { barText, periodText } from '../../text/incidents/overview-text'
import { facetText } from '../../text/incidents/query-text'
import { orderedValues, shownValues } from '../filters/facet-values'

/** A part of a picture: a number of incidents, and the filter that selects them. */
export interface Bar {
  readonly key: string
  readonly label: string
  readonly count: number
  /** Label and number in words. */
  readonly name: string
  readonly isChosen: boolean
  readonly toggle: () => void
}

export interface FacetBars {
  readonly field: 'severity' | 'status' | 'assignee'
  readonly bars: readonly Bar[]
  /** The incidents that match the rest of the query: the whole of which each bar is a part. */
  readonly total: number
}

/** Provides the numbers of the overview. They follow the query as the facets do. */
export function useOverview(view: () => ListView | null, query: ReturnType<typeof useQuery>) {
  const facetOf = (field: FacetBars['field']) => view()?.facets.find(each => each.field === field)

  const facetBar = (field: FacetBars['field'], value: string, count: number): Bar => {
    const label = facetText(field, value)
    return { key: value, label, count, name: barText(label, count), isChosen: query.isSelected(field, value), toggle: () => query.toggle(field, value) }
  }

  const barsOf = (field: 'severity' | 'status') => computed<FacetBars>(() => {
    const facet = facetOf(field)
    const isChosen = (value: string) => query.isSelected(field, value)
    const isUseful = ({ value, count }: { readonly value: string, readonly count: number }) => value !== 'Redirected' || count > 0 || isChosen(value)
    const values = shownValues(field, orderedValues(field, (facet?.values ?? []).filter(isUseful)), isChosen)
    return { field, bars: values.map(({ value, count }) => facetBar(field, value, count)), total: facet?.total ?? 0 }
  })

  const unassigned = computed<FacetBars>(() => {
    const facet = facetOf('assignee')
    return { field: 'assignee', bars: [facetBar('assignee', '', facet?.values.find(({ value }) => value === '')?.count ?? 0)], total: facet?.total ?? 0 }
  })

  const periods = computed<readonly Bar[]>(() => {
    const { unit, bounds, counts } = view()?.updates ?? { unit: 'hour', bounds: [], counts: [] }
    return counts.map((count, at) => {
      const period: Period = { from: bounds[at] ?? 0, to: bounds[at + 1] ?? 0 }
      const label = periodText(unit, period)
      const name = barText(label, count)
      return { key: String(period.from), label, count, name, isChosen: query.isUpdatedIn(period), toggle: () => query.toggleUpdatedIn(period) }
    })
  })

  return {
    severity: barsOf('severity'),
    status: barsOf('status'),
    unassigned,
    periods,
    /** The unit of the periods, the start of each in ms, and the number of incidents in none. */
    updates: computed(() => {
      const { unit, bounds, outside } = view()?.updates ?? { unit: 'hour' as const, bounds: [], outside: 0 }
      return { unit, starts: bounds.slice(0, -1), outside }
    }),
  }
}
