import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { msalFailure } from './msal-errors'

/** Creates an error with the member of MSAL's own class. */
const msalError = (errorCode: unknown) => Object.assign(new Error('text with a secret'), { errorCode })

/** Every text in the installed MSAL's code that may be an error code. MSAL does not export all of its codes. */
function possibleCodes(): readonly string[] {
  const source = readFileSync(createRequire(import.meta.url).resolve('@azure/msal-node'), 'utf8')
  return [...new Set(source.match(/(?<=["'])[a-z_]+(?=["'])/gi))]
}

describe('an error from MSAL', () => {
  it('is translated if its code is one of these, each of which the installed MSAL still has', () => {
    const codes = possibleCodes().map(name => [name, (msalFailure(msalError(name)) as AppError).code])
    expect(Object.fromEntries(codes.filter(([, code]) => code !== 'sign-in-library'))).toEqual({
      missing_tenant_id_error: 'tenant-malformed',
      invalid_client_credential: 'credential-unusable',
      invalid_assertion: 'credential-unusable',
      thumbprint_missing_from_client_certificate: 'credential-unusable',
      state_not_found: 'credential-unusable',
      network_error: 'connection',
      no_network_connectivity: 'offline',
      token_parsing_error: 'not-json',
    })
  })

  it('is translated without its text', () => {
    const failure = msalFailure(msalError('network_error'))
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ message: 'connection', details: {} })
  })

  it.each([
    ['new_error', { serverCode: 'new_error' }], ['New_Error', { serverCode: 'New_Error' }], ['x'.repeat(60), { serverCode: 'x'.repeat(60) }],
    ['x'.repeat(61), {}], ['50196', {}], ['a b', {}], ['', {}], ['x\n', {}],
  ])('with the unknown code %j is reported by that code only if it is a name', (name, details) => {
    const failure = msalFailure(msalError(name))
    expect(failure).toMatchObject({ code: 'sign-in-library' })
    expect((failure as AppError).details).toEqual(details)
  })
})

describe('any other error', () => {
  it('means an unusable credential if it is a plain Error', () => {
    expect(msalFailure(new Error('text'))).toMatchObject({ code: 'credential-unusable' })
    expect(msalFailure(msalError(7))).toMatchObject({ code: 'credential-unusable' })
  })

  it.each([new TypeError('x'), new RangeError('x'), new AppError('dns'), Object.assign(new AppError('dns'), { errorCode: 'network_error' }), 'text', null])('is not changed (%#)', (error) => {
    expect(msalFailure(error)).toBe(error)
  })
})
