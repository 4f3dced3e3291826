import type { Ref } from 'vue'
import type { ExportChoice, ExportProgress, SavedExport } from '../../../shared/contract/export'
import type { Failure } from '../../../shared/contract/failure'
import type { ListQuery, ListView } from '../../../shared/contract/list'
import type { ColumnId } from '../../../shared/contract/row'
import type { ExportCounts } from '../../text/incidents/export-text'
import type { ExportableList } from '../../text/incidents/exportable-list'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api, failureOf, on } from '../../bridge'
import { isKnownIncomplete } from '../../../shared/rules/completeness'
import { useSettings } from '../../composables/use-settings'

interface Deps {
  readonly shown: Readonly<Ref<ExportableList | null>>
  readonly query: () => ListQuery
  readonly view: () => Pick<ListView, 'matched' | 'hiddenMerged'> | null
  /** null without a list. */
  readonly selection: () => { readonly ids: Readonly<Ref<ReadonlySet<string>>>, readonly matching: Readonly<Ref<number>> } | null
  /** Whether the list has a tenant and a client that are known. */
  readonly hasIds: () => boolean
  /** The columns of the list. */
  readonly columns: () => readonly { readonly column: ColumnId }[]
}

/** What the user has to confirm before an export. */
export type ExportQuestion
  = | { readonly kind: 'incomplete', readonly list: ExportableList, readonly choice: ExportChoice }
    | { readonly kind: 'cut', readonly texts: number, readonly choice: ExportChoice }

/** The export of the sample: every incident, as received, in one file. */
export const defaultChoice: ExportChoice = { what: 'all', format: 'json', manifest: false, withIds: false, columns: 'all' }

const isIncomplete = (list: ExportableList | null): boolean => isKnownIncomplete(list?.completeness ?? null)

/** The last result. It is discarded when another list is shown. */
function useResult(shown: Deps['shown']) {
  const saved = shallowRef<SavedExport | null>(null)
  const stopped = ref(false)
  const failure = shallowRef<Failure | null>(null)
  const forgetResult = () => {
    saved.value = null
    stopped.value = false
  }
  watch(() => shown.value?.key, forgetResult)
  return {
    saved,
    stopped,
    failure,
    clear: () => {
      forgetResult()
      failure.value = null
    },
  }
}

/** The dialogs before an export. */
function useDialogs() {
  const question = shallowRef<ExportQuestion | null>(null)
  /** Each opening of the sheet is a dialog of its own, because the one before reports its end a moment after the user closed it. */
  const sheet = shallowRef<{ readonly opening: number } | null>(null)
  let openings = 0
  return {
    question,
    sheet,
    isFree: () => !question.value && !sheet.value,
    openSheet: () => { sheet.value = { opening: ++openings } },
    closeSheet: () => { sheet.value = null },
  }
}

/** Returns how many incidents each choice has. */
function countsOf({ shown, view, selection }: Deps): ExportCounts {
  const { ids, matching } = selection() ?? {}
  const selected = matching?.value ?? 0
  const { matched = 0, hiddenMerged = 0 } = view() ?? {}
  return { all: shown.value?.incidents ?? 0, shown: matched, hiddenMerged, selected, outside: (ids?.value.size ?? 0) - selected }
}

/** Provides the export of the shown list: the sheet with the choices, the questions before an export, its progress and its result. */
export function useExport(deps: Deps) {
  const { shown, query, selection, columns } = deps
  const { settings } = useSettings()
  const { saved, stopped, failure, clear } = useResult(shown)
  const { question, sheet, isFree, openSheet, closeSheet } = useDialogs()
  const busy = ref(false)
  const progress = shallowRef<ExportProgress | null>(null)
  onScopeDispose(on('exportProgress', (next) => { progress.value = next?.step === 'verifying' ? null : next }))

  const profileId = () => settings.value?.profileId ?? ''
  const possible = computed(() => shown.value !== null && !busy.value)

  /** Exports. The user has seen that the list is incomplete, if it is; `acceptCut`: they have confirmed that texts are cut. */
  const write = async (choice: ExportChoice, acceptCut = false) => {
    if (busy.value) return
    question.value = null
    busy.value = true
    clear()
    try {
      const outcome = await api.exportIncidents({
        ...choice,
        profileId: profileId(),
        query: query(),
        ids: choice.what === 'selected' ? [...selection()?.ids.value ?? []] : [],
        columns: choice.columns === 'shown' ? columns().map(({ column }) => column) : null,
        acceptIncomplete: isIncomplete(shown.value),
        acceptCut,
      })
      if (outcome.kind === 'saved') saved.value = outcome
      if (outcome.kind === 'stopped') stopped.value = true
      if (outcome.kind === 'cut') question.value = { kind: 'cut', texts: outcome.texts, choice }
    } catch (error) {
      failure.value = failureOf(error)
    } finally {
      busy.value = false
    }
  }

  return {
    shown, busy, possible, progress, question, sheet, saved, stopped, failure, clear, write, closeSheet,
    counts: computed(() => countsOf(deps)),
    hasIds: computed(deps.hasIds),
    cancel: () => api.cancelExport(),
    open: () => { if (possible.value && isFree()) openSheet() },
    /** Exports the choice of the sheet, and stores it for the next time. */
    save: async (choice: ExportChoice) => {
      closeSheet()
      // If it cannot be stored, the sheet opens with the choice before.
      api.saveExportChoice({ profileId: profileId(), choice }).catch(() => undefined)
      await write(choice)
    },
    /** Exports every incident as received, without the sheet. */
    writeAll: async () => {
      if (!possible.value || !shown.value || !isFree()) return
      if (isIncomplete(shown.value)) question.value = { kind: 'incomplete', list: shown.value, choice: defaultChoice }
      else await write(defaultChoice)
    },
  }
}

export type Exporter = ReturnType<typeof useExport>
