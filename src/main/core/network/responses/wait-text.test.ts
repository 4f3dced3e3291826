import { describe, expect, it } from 'vitest'
import { waitsIn } from './wait-text'

const now = Date.parse('2026-11-24T12:00:00Z')
const stated = (text: string) => waitsIn(text, now).stated
const possible = (text: string) => waitsIn(text, now).possible

describe('a duration', () => {
  it.each([
    ['25 ms', 0.025], ['25 millisecond', 0.025], ['25 Milliseconds', 0.025], ['2 d', undefined], ['2 days', 172_800], ['1 day', 86_400], ['2h', 7200], ['2 hours', 7200], ['2 hr', 7200], ['2 hrs', 7200],
    ['2m', 120], ['2 min', 120], ['2 mins', 120], ['2 minutes', 120], ['2 MINUTE', 120], ['25s', 25], ['25 sec', 25], ['25 secs', 25], ['25-second', 25], ['1.5 seconds', 1.5],
    ['1,500 seconds', 1500], ['1,234,567 s', 1_234_567], ['1 hour and 2 minutes', 3720], ['1 hour, 2 minutes, and 3 seconds', 3723], ['1h2m3s', 3723], ['1 h 2 m', 3720],
    ['PT25S', 25], ['PT1.5S', 1.5], ['PT12M', 720], ['PT12H', 43_200], ['P12DT', undefined], ['P1DT2H', 93_600], ['P12DT1S', 1_036_801], ['PT1H2M3S', 3723], ['pt10s', 10],
    ['00:00:25', 25], ['01:02:03', 3723], ['00:00:25.5', 25.5],
    ['25', undefined], ['25 x', undefined], ['25 sx', undefined], ['x25 s', undefined], ['1.2.3 s', undefined], ['-5 s', undefined], ['12:00:00Z', undefined], ['12:00:00 PM', undefined], ['1:2:3', undefined],
    ['2026-11-24T00:00:25', undefined], ['at 00:00:25', undefined], ['9999999999999999 s', undefined],
  ])('in %j is %s seconds', (text, seconds) => {
    expect(possible(`left: ${text}`)).toEqual(seconds === undefined ? [] : [seconds])
    if (!text.startsWith('at ')) expect(stated(`Try again in ${text}.`)).toEqual(seconds !== undefined ? [seconds] : text === '25' ? [25] : [])
  })

  it.each(['per 1 minute', 'every 60 seconds', 'each 1 hour', 'last 24 hours', 'past 2 days', 'limit of 60 seconds', 'quota of 1 hour', '50 calls in 1 minute', '50 requests within 60 s', '3 times for 1 hour', 'calls made during 1 hour', '60 second window', '1-hour quota', '2 hours of quota'])('in %j is ignored, because it is a rate or a window', (text) => {
    expect(possible(text)).toEqual([])
  })
})

describe('a wait is stated', () => {
  it.each(['try', 'retry', 'again', 'wait', 'reset', 'renew', 'replenished', 'available', 'unblocked', 'back off', 'back-off', 'backoff'])('after %j', (word) => {
    expect(stated(`${word} in 25 seconds`)).toEqual([25])
    expect(stated(`${word.toUpperCase()} IN 25 SECONDS`)).toEqual([25])
  })

  it.each([
    ['a second', 1], ['a minute', 60], ['one minute', 60], ['an hour', 3600], ['one hour', 3600],
  ])('as %j', (text, seconds) => {
    expect(stated(`try again in ${text}`)).toEqual([seconds])
    expect([stated(text), possible(text)]).toEqual([[], []])
  })

  it.each([
    ['a number in between', 'retry 5 or 25 seconds'], ['a sentence in between', 'Try again. The limit lasts 25 seconds'], ['a rate', 'wait, calls per 25 seconds'], ['too much text in between', `retry ${'x'.repeat(50)} 25 seconds`],
    ['another word', 'retirement in 25 seconds'],
  ])('but not with %s', (_name, text) => {
    expect(stated(text)).toEqual([])
  })

  it.each([['2026-11-24T12:00:33Z', 33], ['2026-11-24T12:00:33.5Z', 33.5], ['2026-11-24T14:00:33+02:00', 33], ['2026-11-24T10:00:33-02:00', 33], ['2026-11-24T11:59:00Z', -60]])('as the time %s', (moment, seconds) => {
    expect(stated(`available at ${moment}`)).toEqual([seconds])
    expect(stated(`written at ${moment}`)).toEqual([])
  })

  it.each([
    ['retry after 25', 25], ['Retry-After: 25', 25], ['retry_after_seconds = 25', 25], ['{"retryAfter":25}', 25], ['{"retryAfterSeconds": "25"}', 25], ['retryAfterSecs:25,', 25], ['retryAfterInSeconds":25}', 25],
    ['try again in 25', 25], ['try again after 25.', 25], ['Retry after 1.5', 1.5], ['{"retryAfterMs":2500}', 2.5], ['retry-after-ms: 2500', 2.5], ['{"retryAfterMilliseconds":"2500"}', 2.5], ['retryAfterMillisecond=2500', 2.5],
  ])('as a number without a unit: %j', (text, seconds) => {
    expect(stated(text)).toEqual([seconds])
  })

  it.each(['retry after 25x', 'retry after x 25', 'retries: 25', 'again 25', '{"retryAfterMs":2500x}', 'retry after 1234567890123456'])('but not in %j', (text) => {
    expect(stated(text)).toEqual([])
  })
})

describe('a page of HTML', () => {
  it.each(['<!DOCTYPE html><p>', '<html><p>', '<head></head><p>', '<BODY class="x">'])('that begins with %j is read without its tags', (start) => {
    expect(stated(`${start}Try <b>again</b>\n in&nbsp;<i>25</i>&#160;seconds`)).toEqual([25])
  })

  it('is read without its scripts and styles', () => {
    expect(possible('<html><script>wait(25 s)</script><STYLE media="x">p { margin: 25 m }</STYLE ><p>5</p><p>s</p>')).toEqual([5])
    // The texts before and after them are not joined.
    expect(possible('<html>2<script>x</script>5 s')).toEqual([5])
    expect(possible('<html>2<p>5 s')).toEqual([5])
  })

  it('is recognized only by the tags of a whole page', () => {
    expect(possible('<p>5</p> s')).toEqual([])
    expect(possible('<htmlx>5</htmlx> s')).toEqual([])
  })
})
