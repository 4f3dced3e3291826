import { describe, expect, it } from 'vitest'
import { refusalText, undecidedText } from './token-test-text'

const host = 'api.security.microsoft.com'

describe('the message of a test call', () => {
  it('contains the status and the service\'s text after a refusal', () => {
    expect(refusalText({ code: 'forbidden', details: { host, status: 403, serverCode: 'Forbidden', serverMessage: 'The app lacks a role.' } })).toEqual({
      what: 'The API refused this token (HTTP 403).',
      why: `${host} says: “The app lacks a role.”`,
      next: expect.stringMatching(/admin consent.*get a new token/) as unknown,
    })
    expect(refusalText({ code: 'unauthorized', details: { host, status: 401, serverCode: 'InvalidToken' } }).why).toBe(`${host} says: “InvalidToken”`)
    // The test makes only one call, so no new token was rejected.
    expect(refusalText({ code: 'unauthorized', details: { host, status: 401 } }))
      .toEqual({ what: 'The API refused this token (HTTP 401).', why: `${host} gave no reason.`, next: 'Get a new token, then test again.' })
  })

  it('asks for a permission that the service named', () => {
    const next = (serverMessage: string) => refusalText({ code: 'forbidden', details: { host, status: 403, serverMessage } }).next
    expect(next('API required roles: SecurityIncident.Read.All, SecurityIncident.ReadWrite.All.')).toMatch(/^Add SecurityIncident\.Read\.All to the app/)
    expect(next('Required: Mail.Read.All, Incident.Read.All.')).toMatch(/^Add Incident\.Read\.All to the app/)
    expect(next('Required: Mail.Read.All.')).toMatch(/^Add one of the named permissions/)
    expect(next('API required roles: SecurityIncident.ReadWrite.All.')).toMatch(/^Add one of the named permissions/)
    expect(next('The app lacks a role.')).toMatch(/^Add the missing permission/)
  })

  it.each([
    [{ code: 'dns', details: { host } }, /^The API could not be reached\./],
    [{ code: 'timeout', details: { host, seconds: 90 } }, /^The API could not be reached\./],
    [{ code: 'proxy', details: { host, status: 407 } }, /^The API could not be reached\./],
    [{ code: 'throttled', details: { host, status: 429, serverMessage: 'Too many calls.' } }, /^The API neither accepted nor refused this token\..*HTTP 429.*“Too many calls\.”/],
    [{ code: 'server-error', details: { host, status: 503, attempts: 1 } }, /neither accepted nor refused.*HTTP 503/],
    [{ code: 'not-json', details: { host, status: 200 } }, /neither accepted nor refused.*not JSON/],
  ] as const)('does not blame the token for a response that does not depend on it, or for none: %#', (failure, words) => {
    const { what, why, next } = undecidedText(failure)
    expect(`${what} ${why}`).toMatch(words)
    expect(next).not.toMatch(/^$|^Refresh/)
  })
})
