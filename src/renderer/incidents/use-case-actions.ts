import type { Ref } from 'vue'
import type { CommandId } from '../../shared/vocabulary/commands'
import type { CaseFile } from './detail/case-commands'
import type { useNeighbors } from './list/use-neighbors'
import type { useStars } from './list/use-stars'
import { computed } from 'vue'
import { api } from '../bridge'
import { commandAction, provideActions } from '../composables/use-actions'
import { usePage } from '../composables/use-page'
import { copyItems } from '../text/incidents/detail/copy-text'
import { sections } from './detail/case-commands'

/** The parts of the page that the actions change. */
export interface CaseActionDeps {
  /** The open incident. */
  readonly selected: Readonly<Ref<string | null>>
  /** The open case file; null until it is loaded. */
  readonly caseFile: Readonly<Ref<CaseFile | null>>
  readonly grid: Readonly<Ref<{ readonly currentId: () => string | null } | null>>
  readonly close: () => unknown
  readonly neighbors: ReturnType<typeof useNeighbors>['neighbors']
  readonly step: ReturnType<typeof useNeighbors>['step']
  readonly starred: ReturnType<typeof useStars>['starred']
  readonly star: ReturnType<typeof useStars>['star']
}

/** Provides the commands of the open incident. Most of their keys are letters, so they work on the page of incidents only. */
export function useCaseActions({ selected, caseFile, grid, close, neighbors, step, starred, star }: CaseActionDeps): void {
  const { page } = usePage()

  const noIncident = computed(() => selected.value !== null && page.value === 'incidents' ? '' : 'Open an incident first')
  const noNeighbor = (which: 'previous' | 'next', where: string) => noIncident.value || (neighbors.value[which] ? '' : `The list shows no incident ${where} this one`)
  /** The incident that a star belongs to: the open one, or the one that the keys of the list have reached. */
  const current = computed(() => page.value === 'incidents' ? selected.value ?? grid.value?.currentId() ?? null : null)

  const toggleStar = async (): Promise<void> => {
    const id = current.value
    if (id !== null) await star(id, !starred.value.has(id))
  }
  const withCase = (id: CommandId, run: (open: CaseFile) => unknown) =>
    commandAction(id, { run: () => caseFile.value && run(caseFile.value), blocked: noIncident.value })

  provideActions(() => [
    commandAction('previous-incident', { run: () => step(-1), blocked: noNeighbor('previous', 'before') }),
    commandAction('next-incident', { run: () => step(1), blocked: noNeighbor('next', 'after') }),
    commandAction('close-incident', { run: close, blocked: noIncident.value }),
    commandAction('open-in-defender', { run: () => api.openIncident(selected.value ?? ''), blocked: noIncident.value }),
    commandAction('star', { run: toggleStar, blocked: current.value === null ? 'No incident is shown' : '' }),
    ...copyItems.map(({ value, command }) => withCase(command, open => open.copy(value))),
    ...sections.map(({ name, command }) => withCase(command, open => open.showSection(name))),
    withCase('previous-section', open => open.stepSection(-1)),
    withCase('next-section', open => open.stepSection(1)),
    withCase('search-json', open => open.searchJson()),
  ])
}
