import type { CommandFacts, CommandId } from '../../shared/vocabulary/commands'
import { computed, onScopeDispose, shallowReactive } from 'vue'
import { commandOf } from '../../shared/vocabulary/commands'

/** What the user can do: by a shortcut, by the command palette and, if it is a command of the app, by a menu. */
export interface Action extends Omit<CommandFacts, 'id' | 'group'> {
  readonly id: string
  /** The heading in the command palette. */
  readonly group: string
  /** Why it cannot be done now; '' if it can. */
  readonly blocked: string
  readonly run: () => unknown
}

type Handler = Pick<Action, 'run'> & Partial<Pick<Action, 'blocked'>>

const providers = shallowReactive(new Set<() => readonly Action[]>())
const actions = computed(() => [...providers].flatMap(provide => provide()))

/** Returns the action of a command. */
export function commandAction(id: CommandId, { run, blocked = '' }: Handler): Action {
  return { ...commandOf(id), blocked, run }
}

/** Adds actions until the component is unmounted. `provide` is called again when a value that it reads changes. */
export function provideActions(provide: () => readonly Action[]): void {
  providers.add(provide)
  onScopeDispose(() => providers.delete(provide))
}

/** Provides every action that exists now. */
export function useActions() {
  return {
    actions,
    /** Runs an action, unless it does not exist or cannot be done now. Returns whether it ran. */
    run: (id: string): boolean => {
      const action = actions.value.find(each => each.id === id)
      if (!action || action.blocked !== '') return false
      action.run()
      return true
    },
  }
}
