import type { Worker } from 'node:worker_threads'
import type { Failure } from '../../../shared/contract/failure'
import type { ClientCertificate } from '../../core/credentials/certificate'
import type { CertificateSource } from '../../core/credentials/certificates'
import { AppError } from '../../core/base/errors'

/** A message to certificate-worker.ts. `now`: ms since 1970. */
export type CertificateTask
  = | { readonly kind: 'read', readonly files: readonly Uint8Array[], readonly passphrase: string, readonly now: number }
    | { readonly kind: 'make', readonly now: number }

/** The response of certificate-worker.ts. */
export type CertificateResult = { readonly client: ClientCertificate } | { readonly failure: Failure }

/** The maximum time of a task, ms. A file determines how many rounds its key derivation takes; no legitimate file takes longer. */
const timeoutMs = 60_000

/** Reads and creates certificates in a worker, a new one for each task. @param now returns ms since 1970. */
export function createCertificateThread(startWorker: () => Worker, now: () => number): CertificateSource {
  const run = (task: CertificateTask) => new Promise<ClientCertificate>((resolve, reject) => {
    const worker = startWorker()
    const end = () => {
      clearTimeout(timeout)
      void worker.terminate()
    }
    const timeout = setTimeout(() => {
      end()
      reject(new AppError('certificate-unreadable'))
    }, timeoutMs)
    worker.once('message', (result: CertificateResult) => {
      end()
      if ('client' in result) resolve(result.client)
      else reject(new AppError(result.failure.code, result.failure.details))
    })
    worker.once('error', (error) => {
      end()
      reject(error)
    })
    worker.postMessage(task)
  })
  return {
    read: (files, passphrase) => run({ kind: 'read', files, passphrase, now: now() }),
    make: () => run({ kind: 'make', now: now() }),
  }
}
