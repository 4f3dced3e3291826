import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { sendNoClientCertificate } from './client-certificates'

// Electron 44 and later ask for requests of `net` as well, which belong to no contents.
it.each([['of a page', {}], ['of net', null]])('a request %s is answered without a certificate, and before Electron chooses one', (_name, contents) => {
  const app = new EventEmitter()
  sendNoClientCertificate(app)
  const done: unknown[] = []
  const event = { preventDefault: () => done.push('prevented') }
  const answer = (...certificates: readonly unknown[]) => done.push(certificates)
  expect(app.emit('select-client-certificate', event, contents, 'login.microsoftonline.com:443', [{ subjectName: 'Mia' }], answer)).toBe(true)
  expect(done).toEqual(['prevented', []])
})
