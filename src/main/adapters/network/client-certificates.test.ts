import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { sendNoClientCertificate } from './client-certificates'

// Electron 44 and later emit the event for requests of `net` as well, which have no web contents.
it.each([['of a page', {}], ['of net', null]])('a request %s is declined before Electron chooses a certificate', (_name, contents) => {
  const app = new EventEmitter()
  sendNoClientCertificate(app)
  const done: unknown[] = []
  const event = { preventDefault: () => done.push('prevented') }
  const respond = (...certificates: readonly unknown[]) => done.push(certificates)
  expect(app.emit('select-client-certificate', event, contents, 'login.microsoftonline.com:443', [{ subjectName: 'Mia' }], respond)).toBe(true)
  expect(done).toEqual(['prevented', []])
})
