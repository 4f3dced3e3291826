/** @file The one door between renderer and main: sender, then arguments, then the call, then a Result. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { Methods, Result } from '../shared/contract/ipc'
import { methods } from '../shared/contract/ipc'
import { AppError, failureOf } from './core/base/errors'

interface Door {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  /** Loads what answers; called at the first call, so that nothing of it delays the first paint. */
  readonly loadMethods: () => Promise<Methods>
  /** Whether a message comes from the app's own page in its main frame. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean
  /** Told of errors that are nobody's expected failure. They may hold anything: do not print their message. */
  readonly onUnexpected: (error: unknown) => void
}

/** Answers every method of the contract; nothing can be called past the checks. */
export function serve({ ipcMain, loadMethods, isTrusted, onUnexpected }: Door): void {
  let api: Promise<Methods> | null = null
  for (const method of methods) {
    ipcMain.handle(method, async (event, ...args): Promise<Result<unknown>> => {
      try {
        // SECURITY: a frame that is not ours gets no more than "unexpected".
        if (!isTrusted(event)) throw new AppError('unexpected')
        const { readArguments } = await import('./core/methods/inputs')
        const parameters = readArguments(method, args)
        if (!parameters) throw new AppError('invalid-input')
        // The one cast of this boundary: the schema's output is the method's parameters, which TypeScript cannot tie per name.
        const call = (await (api ??= loadMethods()))[method] as (...given: unknown[]) => unknown
        return { ok: true, value: await call(...parameters) }
      } catch (error) {
        if (!(error instanceof AppError)) onUnexpected(error)
        return { ok: false, failure: failureOf(error) }
      }
    })
  }
}
