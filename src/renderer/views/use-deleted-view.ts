import type { Failure } from '../../shared/contract/failure'
import type { SavedView } from '../../shared/contract/preferences'
import { shallowRef, watch } from 'vue'
import { api, failureOf } from '../bridge'
import { usePreferences } from '../composables/use-preferences'

interface Deleted {
  readonly view: SavedView
  /** The ID of the view that followed it; undefined if it was the last one. */
  readonly before: string | undefined
}

/** Deletes views. The last deletion can be undone until the user dismisses it, or does something else with a view. */
export function useDeletedView(profileId: () => string) {
  const { preferences } = usePreferences()
  const deleted = shallowRef<Deleted | null>(null)
  /** Why the view could not be restored; null if it was not tried. */
  const failure = shallowRef<Failure | null>(null)

  const dismiss = () => {
    deleted.value = null
    failure.value = null
  }
  watch(profileId, dismiss)
  // A view was saved, or restored.
  watch(() => preferences.value.views.length, (count, before) => { if (count > before) dismiss() })

  return {
    deleted,
    failure,
    dismiss,
    remove: async (view: SavedView): Promise<void> => {
      const { views } = preferences.value
      const before = views[views.findIndex(({ id }) => id === view.id) + 1]?.id
      await api.deleteView({ profileId: profileId(), id: view.id })
      failure.value = null
      deleted.value = { view, before }
    },
    /** Restores the view at its place. Returns it, or null if that failed. */
    undo: async (): Promise<SavedView | null> => {
      if (!deleted.value) return null
      const { view, before } = deleted.value
      try {
        await api.saveView({ profileId: profileId(), view, before })
        dismiss()
        return view
      } catch (error) {
        failure.value = failureOf(error)
        return null
      }
    },
  }
}
