import type { Ref } from 'vue'
import type { CommandId } from '../../shared/vocabulary/commands'
import type { Exporter } from './export/use-export'
import type { CaseActionDeps } from './use-case-actions'
import { computed } from 'vue'
import { commandAction, provideActions } from '../composables/use-actions'
import { usePage } from '../composables/use-page'
import { useSource } from '../source/use-source'
import { useCaseActions } from './use-case-actions'

/** The parts of the page that the actions change. */
interface Deps extends CaseActionDeps {
  readonly running: Readonly<Ref<object | null>>
  readonly total: Readonly<Ref<number>>
  readonly canRefresh: Readonly<Ref<boolean>>
  readonly compared: Readonly<Ref<boolean>>
  readonly isFiltered: Readonly<Ref<boolean>>
  readonly changedOnly: Ref<boolean>
  readonly showMerged: Ref<boolean>
  readonly exporter: Pick<Exporter, 'possible' | 'busy' | 'open' | 'writeAll'>
  readonly refresh: (how: 'refresh' | 'reload') => unknown
  readonly cancel: () => unknown
  readonly search: () => unknown
  readonly clear: () => unknown
  readonly markSeen: () => unknown
}

/** Provides the commands of the page of incidents. Those of the list show the page first. */
export function useIncidentActions(deps: Deps): void {
  const { go } = usePage()
  const { isReady, isFile } = useSource()

  const noList = computed(() => deps.total.value > 0 ? '' : 'No list yet')
  // As for the button: a complete list without incidents can be exported.
  const noExport = computed(() => {
    if (deps.exporter.busy.value) return 'An export is running'
    return deps.exporter.possible.value ? '' : 'No list yet'
  })
  const noRefresh = computed(() => {
    if (isFile.value) return 'An opened file cannot be refreshed'
    if (deps.canRefresh.value) return ''
    if (deps.running.value) return 'A refresh is running'
    return isReady.value ? 'The time window is not valid' : 'Save credentials first'
  })

  const action = (id: CommandId, run: () => unknown, blocked = '') => commandAction(id, {
    blocked,
    run: async () => {
      await go('incidents')
      return run()
    },
  })

  provideActions(() => [
    action('refresh', () => deps.refresh('refresh'), noRefresh.value),
    action('reload', () => deps.refresh('reload'), noRefresh.value),
    action('cancel', deps.cancel, deps.running.value ? '' : 'No refresh is running'),
    action('search', deps.search),
    action('clear-filters', deps.clear, deps.isFiltered.value ? '' : 'No filter is set'),
    action('mark-seen', deps.markSeen, deps.compared.value ? '' : 'Nothing to compare yet'),
    action('toggle-changed', () => { deps.changedOnly.value = !deps.changedOnly.value }, deps.compared.value ? '' : 'Nothing to compare yet'),
    action('toggle-merged', () => { deps.showMerged.value = !deps.showMerged.value }, noList.value),
    action('export', deps.exporter.open, noExport.value),
    action('export-json', deps.exporter.writeAll, noExport.value),
  ])
  useCaseActions(deps)
}
