import { expect, it } from 'vitest'
import { supportText } from './support-text'

const about = { version: '1.2.3', platform: 'linux x64' }

it('lists the facts, one per line', () => {
  const facts = {
    failure: 'secret-invalid', time: '2026-11-24 12:00:00Z', host: 'login.microsoftonline.com', status: 401, serverCode: 'invalid_client', aadsts: 'AADSTS7000215', correlationId: 'c-1', traceId: 't-1',
  }
  expect(supportText(facts, about)).toBe([
    'Failure: secret-invalid', 'Code: AADSTS7000215, invalid_client, HTTP 401', 'Host: login.microsoftonline.com', 'Correlation id: c-1', 'Trace id: t-1',
    'Time: 2026-11-24 12:00:00Z', 'App: XDR Desk 1.2.3, linux x64', '',
  ].join('\n'))
})

it('leaves out missing facts and replaces all other characters', () => {
  expect(supportText({ failure: 'bad-request', time: 'now', target: '|1d25001e-48e8.' }, about)).toBe('Failure: bad-request\nTracking id: |1d25001e-48e8.\nTime: now\nApp: XDR Desk 1.2.3, linux x64\n')
  const text = supportText({ failure: 'x', time: 'a\nCode: forged\u202E', traceId: `${'<'.repeat(200)}` }, about)
  expect(text.split('\n')).toHaveLength(5)
  expect(text).toMatch(/^[\w .:|,/+()?\n-]+$/)
})
