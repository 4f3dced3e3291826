/**
 * @file The worker that reads a certificate's files or creates a certificate, so that deriving a key from a passphrase or finding primes
 * does not block the window. Everything that the worker has read is discarded when it ends.
 */
import type { CertificateResult, CertificateTask } from './adapters/threads/certificate-thread'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { readKeyFiles } from './core/credentials/key-file'
import { createSelfSigned } from './core/credentials/self-signed'

parentPort?.once('message', (task: CertificateTask) => {
  const result = ((): CertificateResult => {
    try {
      return { client: task.kind === 'make' ? createSelfSigned(task.now) : readKeyFiles(task.files, task.passphrase, task.now) }
    } catch (error) {
      return { failure: failureOf(error) }
    }
  })()
  parentPort?.postMessage(result)
})
