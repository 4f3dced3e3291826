/** @file The worker that holds the sample tenant, so that generating it blocks nothing. */
import type { SampleRequest } from './core/sample/sample-tenant'
import { parentPort } from 'node:worker_threads'
import { createSampleTenant } from './core/sample/sample-tenant'

const tenant = createSampleTenant()

parentPort?.on('message', (request: SampleRequest) => {
  if (request.kind === 'change') {
    tenant.change(request.now)
    parentPort?.postMessage(new Uint8Array())
    return
  }
  const body = new Uint8Array(tenant.page(request.url, request.now))
  parentPort?.postMessage(body, [body.buffer])
})
