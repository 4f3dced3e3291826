/**
 * @file Keeps the results of code that Playwright runs in main. Its debugger holds them by a promise that nothing else refers to until main's microtasks run.
 * While main is busy, a garbage collection deletes that promise ("Resulting promise was garbage collected"). A promise of main's own is not deleted.
 */
import type { ElectronApplication, JSHandle } from '@playwright/test'

/** What an application and a handle have in common, without their types for the code. */
interface Evaluating {
  readonly evaluate: (code: unknown, arg: unknown) => Promise<unknown>
  readonly evaluateHandle: (code: unknown, arg: unknown) => Promise<JSHandle>
}

/**
 * Returns the code of a function that returns a promise of its result. Playwright passes a function on by its text. tsx, which runs the scripts, wraps the
 * functions in it by its helper `__name`, which main lacks.
 */
function promising(code: unknown): unknown {
  const text = String(code)
  return typeof code === 'function' ? Object.assign(() => undefined, { toString: () => `async (...args) => { const __name = named => named; return (${text})(...args) }` }) : code
}

/** Changes what runs code in main, an application or a handle, so that results are never lost. */
export function keepResults<Target extends ElectronApplication | JSHandle>(target: Target): Target {
  const { evaluate, evaluateHandle } = target as unknown as Evaluating
  return Object.assign(target, {
    evaluate: (code: unknown, arg: unknown) => evaluate.call(target, promising(code), arg),
    evaluateHandle: async (code: unknown, arg: unknown) => keepResults(await evaluateHandle.call(target, promising(code), arg)),
  })
}
