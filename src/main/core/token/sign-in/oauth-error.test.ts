import { describe, expect, it } from 'vitest'
import { findOAuthError } from './oauth-error'

const nothing = { description: '', numbers: [], correlationId: '', traceId: '', timestamp: '' }
const guid = '0a0a0a0a-1111-4222-8333-444444444444'
const named = (name: string, more: object = {}) => ({ ...nothing, name, ...more })

describe('findOAuthError in JSON', () => {
  it('reads every member', () => {
    const found = { error: 'invalid_client', error_description: 'Text.', error_codes: [1, '23', 'x', null, '1234567890'], correlation_id: 'c', trace_id: 't', timestamp: 'z' }
    expect(findOAuthError(JSON.stringify(found))).toEqual({ name: 'invalid_client', description: 'Text.', numbers: [1, 23], correlationId: 'c', traceId: 't', timestamp: 'z' })
  })

  it.each([
    'invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_request', 'unsupported_grant_type', 'invalid_scope', 'invalid_resource', 'interaction_required', 'consent_required',
    'temporarily_unavailable', 'server_error', 'login_required', 'invalid_target', 'Invalid_Client',
  ])('recognizes the name %s', (name) => {
    expect(findOAuthError(JSON.stringify({ error: name }))).toEqual(named(name))
  })

  it.each<[string, object, object]>([
    ['a description', { error_description: 'Text.' }, { description: 'Text.' }],
    ['a number', { error_codes: 7 }, { numbers: [7] }],
    ['a link to documentation', { error_uri: 'https://x' }, {}],
  ])('recognizes an undefined name with %s', (_what, beside, more) => {
    expect(findOAuthError(JSON.stringify({ error: 'new_error', ...beside }))).toEqual(named('new_error', more))
  })

  it.each([{ error: 'forbidden' }, { error: '', error_codes: [7] }, { error: 7 }, { error_codes: [7] }, { error_description: 'Text.' }, { error: 'new_error', error_codes: [] }, { error: 'new_error', error_codes: ['x'] }])('finds no error in %j', (body) => {
    expect(findOAuthError(JSON.stringify(body))).toBeNull()
  })

  it('returns the first error with all numbers in the text', () => {
    const text = JSON.stringify([{ a: null, b: 7, c: { error: 'invalid_grant' } }, { error: 'invalid_scope' }, 'AADSTS5555'])
    expect(findOAuthError(text)).toEqual(named('invalid_grant', { numbers: [5555] }))
  })

  it('searches nested strings up to seven levels deep', () => {
    const inside = (levels: number) => {
      let value: unknown = { error: 'login_required' }
      for (let level = 0; level < levels; level++) value = { in: value }
      return findOAuthError(JSON.stringify(value))
    }
    expect([inside(6)?.name, inside(7)]).toEqual(['login_required', null])
    expect(findOAuthError(JSON.stringify({ text: ` ${JSON.stringify([{ error: 'login_required' }])}` }))).toEqual(named('login_required'))
    expect(findOAuthError(JSON.stringify({ text: 'not {"error":"login_required"}' }))).toBeNull()
  })

  it('searches up to fifty objects in the text', () => {
    const pieces = (count: number) => findOAuthError(`x${'{"a":1}'.repeat(count)}{"error":"login_required"}`)
    expect([pieces(49)?.name, pieces(50)]).toEqual(['login_required', null])
    const broken = (count: number) => findOAuthError(`x${'{'.repeat(count)}{"error":"login_required"}`)
    expect([broken(49)?.name, broken(50)]).toEqual(['login_required', null])
  })

  it.each([
    ['a brace in a string', 'x{"note":"}","error":"login_required"}'],
    ['a quote in a string', 'x{"note":"\\"}{","error":"login_required"}'],
    ['a backslash at the end of a string', 'x{"note":"\\\\","error":"login_required"}'],
    ['an object before it', 'x{"note":{"a":{}},"error":"login_required"}'],
    ['an open brace before it', 'p { x {"error":"login_required"}'],
    ['a closed brace before it', 'p { color: red } {"error":"login_required"}'],
  ])('finds an error with %s', (_name, text) => {
    expect(findOAuthError(text)).toEqual(named('login_required'))
  })
})

describe('findOAuthError in a form', () => {
  it.each([
    'error=login_required', '?error=login_required', '#error=login_required', ' error=login_required ', 'state=1&error=login_required', 'state=1&ERROR=login_required&x=2',
  ])('finds the error in %j', (text) => {
    expect(findOAuthError(text)?.name).toBe('login_required')
  })

  it('decodes the description and numbers', () => {
    expect(findOAuthError('error=invalid_x&error_description=AADSTS5555%3A+Text.&correlation_id=c')).toEqual({
      name: 'invalid_x', description: 'AADSTS5555: Text.', numbers: [5555, 5555], correlationId: 'c', traceId: '', timestamp: '',
    })
  })

  it.each(['terror=login_required', 'error login_required', 'error:login_required'])('finds no error in %j', (text) => {
    expect(findOAuthError(text)).toBeNull()
  })
})

describe('findOAuthError in text', () => {
  it.each([
    'invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_request', 'unsupported_grant_type', 'invalid_scope', 'invalid_resource', 'interaction_required', 'consent_required',
  ])('recognizes the name %s', (name) => {
    for (const text of [name, `<p>${name.toUpperCase()}.</p>`, `error="${name}"`]) expect(findOAuthError(text)).toEqual(named(name))
    for (const text of [`x${name}`, `${name}x`, `x-${name}`, `${name}-x`]) expect(findOAuthError(text)).toBeNull()
  })

  it.each(['temporarily_unavailable', 'server_error', 'login_required', 'invalid_target', 'access_denied'])('ignores the name %s, which other services use as well', (name) => {
    expect(findOAuthError(`<p>${name}</p>`)).toBeNull()
  })

  it.each(['AADSTS5555', 'aadsts5555', 'AADSTS 5555', 'AADSTS: 5555', 'AADSTS#5555', 'AADSTS-5555', 'AADSTS_5555', 'xAADSTS5555x'])('finds a number in %j', (text) => {
    expect(findOAuthError(text)).toMatchObject({ name: '', numbers: [5555] })
  })

  it.each(['AADSTS', 'AADSTS555', 'AADSTS1234567890', 'AADSTS    5555', 'AADST5555', 'AADSTS.5555'])('finds no number in %j', (text) => {
    expect(findOAuthError(text)).toBeNull()
  })

  it('reads the IDs and the time after the description', () => {
    const text = `Sorry. AADSTS5555: Text "quoted" Trace ID: ${guid} Correlation ID: ${guid.replace('0a', '1b')} Timestamp: 2026-11-24 12:00:00Z\nnext line AADSTS6666`
    expect(findOAuthError(text)).toEqual({
      name: '', numbers: [5555, 6666], description: 'AADSTS5555: Text ', traceId: guid, correlationId: guid.replace('0a', '1b'), timestamp: '2026-11-24 12:00:00Z',
    })
    expect(findOAuthError(text.toLowerCase())).toMatchObject({ traceId: guid, timestamp: '2026-11-24 12:00:00z' })
    expect(findOAuthError('AADSTS5555 Trace ID: x Correlation ID: 1 Timestamp: now')).toMatchObject({ traceId: '', correlationId: '', timestamp: '' })
  })

  it.each([
    ['elements', '<b>AADSTS</b><i>5555</i>'],
    ['decimal characters', 'AADSTS&#53;555'],
    ['hexadecimal characters', 'AADSTS&#x35;&#x35;55'],
    ['a space', 'AADSTS&nbsp;5555'],
    ['a space in capitals', 'AADSTS&NBSP;5555'],
  ])('finds a number in HTML with %s', (_name, text) => {
    expect(findOAuthError(text)).toMatchObject({ numbers: [5555] })
  })

  it('finds escaped JSON in HTML', () => {
    const json = JSON.stringify({ error: 'login_required', error_description: '<&\'>' })
    const escaped = json.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\'', '&apos;')
    expect(findOAuthError(`<pre>${escaped}</pre>`)).toEqual(named('login_required', { description: '<&\'>' }))
    expect(findOAuthError('<pre>{&quot;error&quot;:&quot;login_required&quot;,&quot;error_description&quot;:&quot;&none;&quot;}')).toMatchObject({ description: '&none;' })
  })
})

it.each(['', '{}', 'hello', '<html></html>'])('findOAuthError finds nothing in %j', (text) => {
  expect(findOAuthError(text)).toBeNull()
})
