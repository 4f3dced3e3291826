/**
 * @file The thread that reads a certificate's file, or makes a certificate: deriving a key from a passphrase, or finding primes, takes
 * no time from the window, and what was read in between is gone with the thread.
 */
import type { CertificateAnswer, CertificateTask } from './adapters/threads/certificate-thread'
import { parentPort } from 'node:worker_threads'
import { failureOf } from './core/base/errors'
import { readKeyFiles } from './core/credentials/key-file'
import { makeSelfSigned } from './core/credentials/self-signed'

parentPort?.once('message', (task: CertificateTask) => {
  const answer = ((): CertificateAnswer => {
    try {
      return { client: task.kind === 'make' ? makeSelfSigned(task.now) : readKeyFiles(task.files, task.passphrase, task.now) }
    } catch (error) {
      return { failure: failureOf(error) }
    }
  })()
  parentPort?.postMessage(answer)
})
