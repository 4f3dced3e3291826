import { expect, it } from 'vitest'
import { facts } from './fixtures'
import { supportFacts, supportText } from './support'

const at = '2026-11-24T12:00:00.000Z'
function line(failure: Parameters<typeof supportFacts>[0]) {
  const support = supportFacts(failure, at)
  return support && supportText(support)
}

it('shows code, IDs and the time on one line', () => {
  const refusal = { aadsts: 'AADSTS7000215', status: 401, serverCode: 'invalid_client', correlationId: 'c', traceId: 't' }
  expect(line({ code: 'secret-invalid', details: refusal })).toBe(`AADSTS7000215 · correlation id c · trace id t · time ${at}`)
  expect(line({ code: 'bad-request', details: { status: 400, serverCode: 'BadRequest', target: '|1' } })).toBe(`BadRequest · tracking id |1 · time ${at}`)
  expect(line({ code: 'refused', details: { status: 403, serverCode: 'forbidden' } })).toBe(`forbidden · time ${at}`)
})

it('prefers the time in the server\'s response', () => {
  expect(line({ code: 'secret-invalid', details: { aadsts: 'AADSTS7000215', timestamp: '2026-11-24 11:59:59Z' } })).toContain('· time 2026-11-24 11:59:59Z')
})

it('does not repeat what the message already says', () => {
  expect(line({ code: 'export-disk-full', details: { serverCode: 'ENOSPC' } })).toBeNull()
  expect(line({ code: 'dns', details: {} })).toBeNull()
  expect(line({ code: 'refused', details: { status: 403, serverCode: 'forbidden', sender: 'unknown' } })).toBeNull()
})

it('copies the server\'s codes and IDs, and none of its text', () => {
  const details = { ...facts, target: '|1', correlationId: 'c', traceId: 't', path: '/home/a/file', serverMessage: 'may repeat the request' }
  expect(supportFacts({ code: 'sign-in-refused', details }, 'now')).toEqual({
    failure: 'sign-in-refused', time: 'now', host: 'host.example', status: 503, serverCode: 'ServerCode', target: '|1', correlationId: 'c', traceId: 't',
  })
})
