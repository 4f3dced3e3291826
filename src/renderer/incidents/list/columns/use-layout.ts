import type { Ref } from 'vue'
import type { SortBy } from '../../../../shared/contract/list'
import type { Density, ListLayout, OverviewMode } from '../../../../shared/contract/preferences'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Failure } from '../../../../shared/contract/failure'
import type { Columns } from './column-layout'
import { computed, shallowRef, watch } from 'vue'
import { api, failureOf } from '../../../bridge'
import { defaultColumns, defaultSort, pinnedFirst } from './column-layout'

interface Deps {
  /** The layout that main has stored for the profile. */
  readonly stored: () => ListLayout
  /** undefined until the settings are loaded. */
  readonly profileId: () => string | undefined
  readonly api: () => ApiKind
  /** The sort order of the query. */
  readonly sort: Ref<readonly SortBy[]>
}

/** Follows one stored preference. A change of another preference, such as a star, must not undo the layout of a view or of the user. */
function followMember<T>({ stored, profileId }: Pick<Deps, 'stored' | 'profileId'>, member: (layout: ListLayout) => T, apply: (value: T) => void): void {
  watch(() => JSON.stringify([profileId(), member(stored())]), () => apply(member(stored())), { immediate: true })
}

/** Provides whether the user's own choices are being stored, and why the last one could not be. `layout`: what to store. */
function useStoring({ profileId }: Pick<Deps, 'profileId'>, layout: () => ListLayout) {
  const failure = shallowRef<Failure | null>(null)
  let saving = 0
  return {
    failure,
    isSaving: () => saving > 0,
    save: async (): Promise<void> => {
      const id = profileId()
      if (id === undefined) return
      saving++
      try {
        await api.saveLayout({ profileId: id, layout: layout() })
        failure.value = null
      } catch (error) {
        failure.value = failureOf(error)
      } finally {
        saving--
      }
    },
  }
}

const sortOr = (sort: readonly SortBy[], otherwise: readonly SortBy[]) => sort.length > 0 ? sort : otherwise

/** Provides how the list is laid out, and stores each change of it for the profile. */
export function useLayout(deps: Deps) {
  const { api: apiKind, sort } = deps
  /** The profile's own columns and order, which a saved view does not change. Columns: null for the default columns. */
  const ownColumns = shallowRef<Columns | null>(null)
  const ownSort = shallowRef<readonly SortBy[]>([])
  /** The columns that the chosen view shows instead; null if it has none. */
  const ofView = shallowRef<{ readonly columns: Columns | null } | null>(null)
  /** The columns while the user drags; null otherwise. */
  const dragged = shallowRef<Columns | null>(null)
  const density = shallowRef<Density>('comfortable')
  const overview = shallowRef<OverviewMode | null>(null)
  const { failure, isSaving, save } = useStoring(deps, () => ({
    columns: ownColumns.value, density: density.value, sort: ownSort.value, overview: overview.value,
  }))

  const chosen = computed(() => ofView.value ? ofView.value.columns : ownColumns.value)
  const columns = computed(() => pinnedFirst(dragged.value ?? chosen.value ?? defaultColumns(density.value, apiKind())))

  const follow = <T>(member: (layout: ListLayout) => T, apply: (value: T) => void) =>
    // While a change is being stored, an event may report an earlier one.
    followMember(deps, member, (value) => { if (!isSaving()) apply(value) })
  follow(layout => layout.columns, (next) => { ownColumns.value = next })
  follow(layout => layout.density, (next) => { density.value = next })
  follow(layout => layout.overview, (next) => { overview.value = next })
  follow(layout => layout.sort, (next) => {
    ownSort.value = next
    sort.value = sortOr(next, defaultSort)
  })

  const saveColumns = (next: Columns | null) => {
    ownColumns.value = next
    return save()
  }

  return {
    /** The shown columns, pinned ones first. */
    columns,
    isDefault: computed(() => chosen.value === null),
    density: computed(() => density.value),
    /** null until the user has chosen. */
    overview: computed(() => overview.value),
    /** The reason why the last change could not be stored; null if it was stored. */
    failure,
    /** Shows columns while the user drags. */
    drag: (next: Columns) => { dragged.value = next },
    /** Shows the columns and the order of a saved view, and the profile's own if the view has none. */
    showView: ({ columns: next, sort: order }: Pick<ListLayout, 'columns' | 'sort'>) => {
      ofView.value = next && { columns: next }
      sort.value = sortOr(order, sortOr(ownSort.value, defaultSort))
    },
    /** Shows columns, null for the default columns. Stores them, unless they are a view's: then updating the view does. */
    setColumns: async (next: Columns | null): Promise<void> => {
      dragged.value = null
      if (ofView.value) ofView.value = { columns: next }
      else await saveColumns(next)
    },
    setOverview: (next: OverviewMode) => { overview.value = next; return save() },
    setDensity: (next: Density) => { density.value = next; return save() },
    setSort: (next: readonly SortBy[]) => {
      sort.value = next
      ownSort.value = next
      return save()
    },
  }
}

export type Layout = ReturnType<typeof useLayout>
