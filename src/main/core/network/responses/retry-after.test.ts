import type { HttpResponse } from '../http'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../shared/testing/property-runs'
import { outageSeconds, retryAfterSeconds } from './retry-after'

const now = Date.parse('2026-11-24T12:00:00Z')
const response = (headers: Record<string, string> | [string, string][], body = ''): HttpResponse => ({ status: 429, headers: new Headers(headers), chunks: [Buffer.from(body)] })

describe('retryAfterSeconds with headers', () => {
  it.each<[string, Record<string, string> | [string, string][], number]>([
    ['seconds', { 'retry-after': '25' }, 25],
    ['a fraction', { 'retry-after': ' 1.2 ' }, 2],
    ['zero', { 'retry-after': '0' }, 1],
    ['an hour', { 'retry-after': '3600' }, 3600],
    ['a date', { 'retry-after': 'Tue, 24 Nov 2026 12:00:40 GMT' }, 40],
    ['a date of RFC 850', { 'retry-after': 'Tuesday, 24-Nov-26 12:00:40 GMT' }, 40],
    ['a date of asctime', { 'retry-after': 'Tue Nov 24 12:00:40 2026' }, 40],
    ['a date relative to the response\'s own Date header', { 'retry-after': 'Tue, 24 Nov 2026 13:00:40 GMT', 'date': 'Tue, 24 Nov 2026 13:00:00 GMT' }, 40],
    ['a date that is past', { 'retry-after': 'Tue, 24 Nov 2020 12:00:00 GMT' }, 1],
    ['two values', [['retry-after', '30'], ['retry-after', '20']], 20],
    ['two dates', [['retry-after', 'Tue, 24 Nov 2026 12:00:40 GMT'], ['retry-after', 'Tue, 24 Nov 2026 12:00:20 GMT']], 20],
    ['a plausible value and one that is not', [['retry-after', '99999999'], ['retry-after', '20']], 20],
    ['milliseconds', { 'retry-after-ms': '2500' }, 3],
    ['several values of milliseconds', { 'retry-after-ms': '9000 , 2500' }, 3],
    ['milliseconds under Azure\'s name', { 'x-ms-retry-after-ms': '2500' }, 3],
    ['milliseconds beside a damaged value', { 'x-ms-retry-after-ms': '4000', 'retry-after': 'soon' }, 4],
    // The following values are not plausible: the default applies.
    ['a negative number', { 'retry-after': '-5' }, 60],
    ['two days', { 'retry-after': '172800' }, 60],
    ['20 digits', { 'retry-after': '9'.repeat(20) }, 60],
    ['400 digits', { 'retry-after': '9'.repeat(400) }, 60],
    ['the end of time', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 60],
    ['a word', { 'retry-after': 'soon' }, 60],
    ['a word with a number', { 'retry-after': 'in 12' }, 60],
    ['a hexadecimal number', { 'retry-after': '0x10' }, 60],
    ['nothing', {}, 60],
    ['an empty value', { 'retry-after': '' }, 60],
  ])('returns the wait for %s', (_name, headers, seconds) => {
    expect(retryAfterSeconds(response(headers), now)).toBe(seconds)
  })
})

describe('retryAfterSeconds with a body', () => {
  it.each([
    ['You exceeded the quota of 1500 hourly calls, try again in 25 seconds.', 25],
    ['{"error":{"code":"TooManyRequests","message":"Quota of 1,500 calls per 60 minutes reached … in 1 minute and 5 seconds"}}', 65],
    ['Rate limit is exceeded. Try again in 13 seconds.', 13],
    ['{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 13 seconds." }', 13],
    ['You made 50 calls in 1 minute. Try again in 5 minutes.', 300],
    ['Please retry after 2 minutes', 120],
    ['retry after 25 secs', 25],
    ['Retry after 25', 25],
    ['Please wait 1 hour', 3600],
    ['Try again in an hour', 3600],
    ['quota resets in 1m5s', 65],
    ['Please wait 1 min, 5 sec before the next call', 65],
    ['Please wait 1,500 seconds', 1500],
    ['Try again in 1,500 seconds', 1500],
    ['retry in 2500 ms', 3],
    ['"retryAfter":"PT25S"', 25],
    ['{"retryAfter":"PT1M5S","window":"PT1H"}', 65],
    ['Quota will be replenished in 00:00:25.1234567', 26],
    ['time left 00:01:05', 65],
    ['{"retryAfter":25,"limit":1500}', 25],
    ['{"retry_after_seconds": 25}', 25],
    ['{"retryAfterMs":2500}', 3],
    ['reset at 2026-11-24T12:00:33Z', 33],
    ['the quota is renewed at 2026-11-24T14:00:33+02:00', 33],
    ['25 secs', 25],
    ['5 seconds left of a 60 second window', 5],
    // Numbers that are not a wait: the default applies.
    ['1,500 calls per 60 minutes', 60],
    ['50 calls a minute, 1500 calls an hour', 60],
    ['limit of 1500 calls in 1 hour reached', 60],
    ['You used 1500 hourly calls against 60 minutes of quota', 60],
    ['{"error":{"innerError":{"date":"2026-11-24T12:30:00","request-id":"1500e3f0-9d5c-4d2a-8b1e-0c2d4e6f8a9b"}}}', 60],
    ['The certificate was issued at 00:10:00 on 2026-11-24 00:10:00', 60],
    ['Try again in 1000000 hours', 60],
    ['Try again in 99999999999999999999 seconds', 60],
    ['the quota was reset at 2020-11-24T12:00:33Z', 60],
    ['{"code":429,"calls":1500,"minutes":60}', 60],
    ['<html><head><style>p{margin:25m 5s}</style></head><body><h1>429</h1><script>setTimeout(f, 3000) // 5 seconds</script><p>Error 1500</p></body></html>', 60],
    ['slow down', 60],
    ['', 60],
  ])('returns the wait for %s', (body, seconds) => {
    expect(retryAfterSeconds(response({}, body), now)).toBe(seconds)
  })

  it('ignores the tags of an HTML page', () => {
    expect(retryAfterSeconds(response({}, '<!DOCTYPE html><html><body style="width:3s"><b>Try again</b> in <i>25</i>&nbsp;seconds</body></html>'), now)).toBe(25)
  })

  it('uses the body if the header is not plausible, otherwise the shorter of the two waits', () => {
    const body = 'You exceeded the quota of 1500 hourly calls, try again in 25 seconds.'
    for (const value of ['9'.repeat(20), '172800', '3600', '-1', 'soon']) expect(retryAfterSeconds(response({ 'retry-after': value }, body), now)).toBe(25)
    expect(retryAfterSeconds(response({ 'retry-after': '20' }, body), now)).toBe(20)
    // A duration that is not stated as a wait does not overrule the header.
    expect(retryAfterSeconds(response({ 'retry-after': '40' }, 'a limit in seconds: 30 s'), now)).toBe(40)
  })
})

it('retryAfterSeconds returns a wait from 1 second to an hour for any response, without delay', () => {
  const piece = fc.constantFrom('try again in ', 'retry', '25', ' seconds', ' minutes', '1,500 ', '00:00:25', 'PT', 'H', '<script>', '<', '>', 'an ', ' hour', ', ', '. ', '999999999', ' per ', 'a')
  fc.assert(fc.property(fc.array(piece, { maxLength: 400 }), fc.option(fc.string()), (pieces, header) => {
    const headers = header !== null && /^[\x20-\x7E]*$/.test(header) ? { 'retry-after': header } : {}
    const before = performance.now()
    const seconds = retryAfterSeconds(response(headers, pieces.join('')), now)
    expect(performance.now() - before).toBeLessThan(500)
    expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600).toBe(true)
  }), runs(300))
})

describe('outageSeconds', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['20', { 'retry-after': '20' }, 20],
    ['two hours', { 'retry-after': '7200' }, 7200],
    ['a date', { 'retry-after': 'Tue, 24 Nov 2026 14:00:00 GMT' }, 7200],
    ['20 digits', { 'retry-after': '9'.repeat(20) }, null],
    ['a negative number', { 'retry-after': '-20' }, null],
    ['a word', { 'retry-after': 'soon' }, null],
    ['nothing', {}, null],
  ])('returns the wait for %s', (_name, headers, seconds) => {
    // The body is ignored, because a gateway's page about an outage contains all kinds of numbers.
    expect(outageSeconds(response(headers, 'try again in 5 seconds'), now)).toBe(seconds)
  })
})
