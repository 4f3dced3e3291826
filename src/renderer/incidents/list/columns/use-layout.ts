import type { Ref } from 'vue'
import type { SortBy } from '../../../../shared/contract/list'
import type { Density, ListLayout } from '../../../../shared/contract/preferences'
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

/** Provides how the list is laid out, and stores each change of it for the profile. */
export function useLayout({ stored, profileId, api: apiKind, sort }: Deps) {
  /** null for the default columns. */
  const columns = shallowRef<Columns | null>(null)
  const density = shallowRef<Density>('comfortable')
  const failure = shallowRef<Failure | null>(null)
  let saving = 0

  /** Follows one member of what is stored. Other changes of the preferences, such as a star, must not undo what a view or the user shows. */
  const follow = <T>(member: (layout: ListLayout) => T, apply: (value: T) => void) => {
    watch(() => JSON.stringify([profileId(), member(stored())]), () => {
      // While a change is being stored, an event may report an earlier one.
      if (saving === 0) apply(member(stored()))
    }, { immediate: true })
  }
  follow(layout => layout.columns, (next) => { columns.value = next })
  follow(layout => layout.density, (next) => { density.value = next })
  follow(layout => layout.sort, (next) => { sort.value = next.length > 0 ? next : defaultSort })

  const save = async (): Promise<void> => {
    const id = profileId()
    if (id === undefined) return
    saving++
    try {
      await api.saveLayout({ profileId: id, layout: { columns: columns.value, density: density.value, sort: sort.value } })
      failure.value = null
    } catch (error) {
      failure.value = failureOf(error)
    } finally {
      saving--
    }
  }

  return {
    /** The shown columns, pinned ones first. */
    columns: computed(() => pinnedFirst(columns.value ?? defaultColumns(density.value, apiKind()))),
    isDefault: computed(() => columns.value === null),
    density: computed(() => density.value),
    /** The reason why the last change could not be stored; null if it was stored. */
    failure,
    /** Shows columns without storing them, as while the user drags, or for a saved view; null for the default columns. */
    show: (next: Columns | null) => { columns.value = next },
    /** Shows columns and stores them. */
    setColumns: (next: Columns | null) => {
      columns.value = next
      return save()
    },
    setDensity: (next: Density) => {
      density.value = next
      return save()
    },
    setSort: (next: readonly SortBy[]) => {
      sort.value = next
      return save()
    },
    save,
  }
}

export type Layout = ReturnType<typeof useLayout>
