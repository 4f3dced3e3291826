import type { CommandFacts, CommandId } from '../../shared/vocabulary/commands'
import { computed, onScopeDispose, shallowReactive, shallowReadonly, shallowRef } from 'vue'
import { commandOf } from '../../shared/vocabulary/commands'
import { failureOf } from '../bridge'
import { messageOf } from '../text/failures/messages'

/** An action of the user, available by shortcut and in the command palette, and in a menu if it is a command. */
export interface Action extends Omit<CommandFacts, 'id' | 'group'> {
  readonly id: string
  /** The heading in the command palette. */
  readonly group: string
  /** Why it cannot run now; '' if it can. */
  readonly blocked: string
  /** If it returns a text, that is the result for the user. */
  readonly run: () => unknown
}

interface Note {
  /** The action's name. */
  readonly label: string
  readonly text: string
}

type Handler = Pick<Action, 'run'> & Partial<Pick<Action, 'blocked'>>

const providers = shallowReactive(new Set<() => readonly Action[]>())
const actions = computed(() => [...providers].flatMap(provide => provide()))
/** The outcome of the last action: its result, or the reason why it failed. */
const note = shallowRef<Note | null>(null)

/** Runs an action and notes its result or its failure. */
async function perform({ label, run }: Action): Promise<void> {
  try {
    const result = await run()
    if (typeof result === 'string') note.value = { label, text: result }
  } catch (error) {
    note.value = { label, text: messageOf(failureOf(error)).what }
  }
}

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
    note: shallowReadonly(note),
    clearNote: () => { note.value = null },
    /** Runs an action of the list above. */
    perform: (action: Action): void => {
      note.value = null
      void perform(action)
    },
    /** Runs an action, unless it does not exist or cannot run now. Returns whether it ran. */
    run: (id: string): boolean => {
      const action = actions.value.find(each => each.id === id)
      if (!action) return false
      note.value = action.blocked === '' ? null : { label: action.label, text: action.blocked }
      if (note.value) return false
      void perform(action)
      return true
    },
  }
}
