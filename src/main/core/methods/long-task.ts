/** @file Runs one long task at a time, with progress and cancellation. */
import type { ExportProgress } from '../../../shared/contract/export'
import type { Timer } from '../base/clock'
import { AppError } from '../base/errors'
import { minPauseMs } from '../base/paced'

/** A step shows no progress before, ms: nobody could read it. */
const silentMs = 300

/** The task that runs. */
export interface LongTask {
  /** Begins a step. The returned function reports how much of it is done. */
  readonly begin: (step: ExportProgress['step'], total: number) => (done: number) => void
  /** Ends a step while the user answers a dialog. */
  readonly pause: () => void
  /** Aborts when the user cancels the task. */
  readonly signal: AbortSignal
}

export interface LongTasks {
  /** Runs a task. Returns `otherwise` if another one is running, and `stopped` if the user cancels this one. */
  readonly run: <T>(act: (task: LongTask) => Promise<T>, otherwise: T, stopped: T) => Promise<T>
  readonly cancel: () => void
}

/** Creates the progress of one task, which is emitted at most every 200 ms. */
function createProgress(emit: (progress: ExportProgress | null) => void, timer: Timer): Pick<LongTask, 'begin' | 'pause'> {
  let current: ExportProgress | null = null
  let stop: (() => void) | null = null
  let isShown = false

  const emitLater = (ms: number) => {
    stop = timer.after(ms, () => {
      if (!current) return
      isShown = true
      emit(current)
      emitLater(minPauseMs)
    })
  }
  const pause = () => {
    stop?.()
    current = null
    if (isShown) emit(null)
    isShown = false
  }
  return {
    pause,
    begin: (step, total) => {
      pause()
      current = { step, done: 0, total }
      emitLater(silentMs)
      return (done) => { if (current) current = { ...current, done } }
    },
  }
}

export function createLongTasks(emit: (progress: ExportProgress | null) => void, timer: Timer): LongTasks {
  let running: AbortController | null = null
  return {
    run: async (act, otherwise, stopped) => {
      if (running) return otherwise
      const controller = running = new AbortController()
      const { begin, pause } = createProgress(emit, timer)
      try {
        return await act({ begin, pause, signal: controller.signal })
      } catch (error) {
        if (controller.signal.aborted && error instanceof AppError && error.code === 'cancelled') return stopped
        throw error
      } finally {
        running = null
        pause()
      }
    },
    cancel: () => running?.abort(),
  }
}
