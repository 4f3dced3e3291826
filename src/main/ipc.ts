/** @file The IPC endpoint of main: checks the sender and the arguments, calls the method and returns a Result. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { Result } from '../shared/contract/ipc'
import type { ServedMethods } from './core/methods/methods'
import { methods as names, methodsWithText } from '../shared/contract/ipc'
import { AppError, failureOf } from './core/base/errors'
import { JsonText } from './core/json/json-text'

interface Deps {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  /** Loads the methods. Called at the first call of a method, because loading them must not delay the first paint. */
  readonly loadMethods: () => Promise<ServedMethods>
  /** Whether a message comes from the app's own page in its main frame. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean
  /** Receives unexpected errors. SECURITY: their messages may contain anything, so do not print them. */
  readonly onUnexpected: (error: unknown) => void
}

/** Serves every method of the contract. No call bypasses the checks. */
export function serve({ ipcMain, loadMethods, isTrusted, onUnexpected }: Deps): void {
  let loaded: Promise<ServedMethods> | null = null
  for (const method of names) {
    ipcMain.handle(method, async (event, ...args): Promise<Result<unknown>> => {
      try {
        // SECURITY: every other frame only receives "unexpected".
        if (!isTrusted(event)) throw new AppError('unexpected')
        const { readArguments } = await import('./core/methods/inputs')
        const parameters = readArguments(method, args)
        if (!parameters) throw new AppError('invalid-input')
        loaded ??= loadMethods()
        const methods = await loaded
        // The only cast at this boundary: the schema's output has the type of the method's parameters, which TypeScript cannot infer from the name.
        const call = methods[method] as (...given: unknown[]) => unknown
        const value = await call(...parameters)
        if (value instanceof JsonText) return { ok: true, json: value.json }
        return methodsWithText.has(method) ? { ok: true, json: JSON.stringify(value) } : { ok: true, value }
      } catch (error) {
        if (!(error instanceof AppError)) onUnexpected(error)
        return { ok: false, failure: failureOf(error) }
      }
    })
  }
}
