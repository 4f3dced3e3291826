import type { Worker } from 'node:worker_threads'
import type { Failure } from '../../../shared/contract/failure'
import type { AsyncCaseFile, CaseQuestion } from '../../core/incident/case-file'
import type { Incident } from '../../core/incident/incident'
import type { Origin } from '../../core/incident/incident-detail'
import type { OpenCaseFile } from '../../core/incident/open-incidents'
import { AppError } from '../../core/base/errors'
import { createAnswers } from './answers'

/** A message to case-worker.ts. `bytes`: the incident's JSON, which is transferred. */
export type ToCaseWorker
  = | { readonly kind: 'open', readonly incident: Pick<Incident, 'summary'> & { readonly bytes: Uint8Array<ArrayBuffer> }, readonly origin: Origin }
    | { readonly kind: 'ask', readonly question: CaseQuestion }

/** The answer to a question. */
export type FromCaseWorker = { readonly kind: 'answer', readonly value: unknown } | { readonly kind: 'failed', readonly failure: Failure }

/** How long an idle worker keeps its incident, ms. A parsed incident takes several times its size. */
const idleMs = 30_000

const originOf = ({ sample, api, cloud, tenantId, file, fetchedAt }: Origin): Origin =>
  ({ sample, api, cloud, tenantId, file: file && { name: file.name }, fetchedAt })

/** Opens incidents in a worker, which holds one of them at a time. It starts with the first question and ends when it is idle. */
export function createCaseThread(startWorker: () => Worker): OpenCaseFile {
  let worker: Worker | null = null
  /** The incident that the worker holds. */
  let held: Incident | null = null
  let idle: NodeJS.Timeout | undefined
  const answers = createAnswers<unknown>()

  const end = (error?: Error) => {
    clearTimeout(idle)
    void worker?.terminate()
    worker = null
    held = null
    answers.rejectAll(error ?? new AppError('cancelled'))
  }

  const start = (): Worker => {
    const started = startWorker()
    started.on('message', (answer: FromCaseWorker) => {
      if (answer.kind === 'answer') answers.resolve(answer.value)
      else answers.reject(new AppError(answer.failure.code, answer.failure.details))
      if (answers.count() === 0) idle = setTimeout(end, idleMs).unref()
    })
    started.on('error', end)
    started.unref()
    return started
  }

  const post = (message: ToCaseWorker, transfer: readonly ArrayBuffer[] = []) => {
    clearTimeout(idle)
    worker ??= start()
    worker.postMessage(message, transfer)
  }

  const ask = (incident: Incident, origin: Origin, question: CaseQuestion) => answers.next(() => {
    if (held !== incident) {
      const bytes = Uint8Array.from(incident.bytes)
      post({ kind: 'open', incident: { summary: incident.summary, bytes }, origin: originOf(origin) }, [bytes.buffer])
      held = incident
    }
    post({ kind: 'ask', question })
  })

  return (incident, origin) => {
    const asked = <T>(question: CaseQuestion) => ask(incident, origin, question) as Promise<T>
    return {
      detail: (...args) => asked({ kind: 'detail', args }),
      link: (...args) => asked({ kind: 'link', args }),
      fields: (...args) => asked({ kind: 'fields', args }),
      jsonPart: (...args) => asked({ kind: 'jsonPart', args }),
      search: (...args) => asked({ kind: 'search', args }),
      jsonText: (...args) => asked({ kind: 'jsonText', args }),
      entityName: (...args) => asked({ kind: 'entityName', args }),
      ticket: (...args) => asked({ kind: 'ticket', args }),
    } satisfies AsyncCaseFile
  }
}
