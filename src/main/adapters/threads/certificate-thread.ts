import type { Worker } from 'node:worker_threads'
import type { Failure } from '../../../shared/contract/failure'
import type { ClientCertificate } from '../../core/credentials/certificate'
import type { CertificateMaker } from '../../core/credentials/certificates'
import { AppError } from '../../core/base/errors'

/** `now`: ms since 1970. */
export type CertificateTask
  = | { readonly kind: 'read', readonly files: readonly Uint8Array[], readonly passphrase: string, readonly now: number }
    | { readonly kind: 'make', readonly now: number }

export type CertificateAnswer = { readonly client: ClientCertificate } | { readonly failure: Failure }

/** A file may ask for any number of rounds of its key derivation; one that takes longer than this is not of this world. */
const mostMs = 60_000

/** Reads and makes certificates in a thread of their own, one for each task. */
export function createCertificateThread(start: () => Worker, now: () => number): CertificateMaker {
  const run = (task: CertificateTask) => new Promise<ClientCertificate>((resolve, reject) => {
    const thread = start()
    const end = () => {
      clearTimeout(limit)
      void thread.terminate()
    }
    const limit = setTimeout(() => {
      end()
      reject(new AppError('certificate-unreadable'))
    }, mostMs)
    thread.once('message', (answer: CertificateAnswer) => {
      end()
      if ('client' in answer) resolve(answer.client)
      else reject(new AppError(answer.failure.code, answer.failure.details))
    })
    thread.once('error', (error) => {
      end()
      reject(error)
    })
    thread.postMessage(task)
  })
  return {
    read: (files, passphrase) => run({ kind: 'read', files, passphrase, now: now() }),
    make: () => run({ kind: 'make', now: now() }),
  }
}
