import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { messages } from '../../src/renderer/text/failures/messages'
import { pairs, refusals, unknownNumber } from './faults'
import type { Row } from './table'
import { messagePage, messageRows } from './table'

// Messages write times in the local time zone.
vi.hoisted(() => vi.stubEnv('TZ', 'UTC'))

describe('the message for every fault at every request', () => {
  let rows: readonly Row[] = []
  const failures = () => rows.flatMap(row => row.report.outcome?.kind === 'failed' && row.report.outcome.cause.kind === 'failure' ? [{ ...row, ...row.report.outcome.cause.failure }] : [])

  beforeAll(async () => { rows = await messageRows() })

  it('is the one in docs/generated/messages.md', () => {
    expect(rows).toHaveLength(pairs.length)
    // Run `npm run messages` after a change of a message.
    expect(messagePage(rows)).toBe(readFileSync(path.join(import.meta.dirname, '../../docs/generated/messages.md'), 'utf8'))
  })

  it('says what to do next, whatever failed', () => {
    expect(rows.filter(({ what, next }) => what === '' || next === '').map(({ name, at }) => `${name}, ${at}`)).toEqual([])
    expect(rows.map(({ what, why, next }) => `${what} ${why} ${next}`).join('\n')).not.toMatch(/undefined|null|NaN|s3cret|eyJ/)
  })

  it('is vague only for AADSTS numbers that Microsoft does not document', () => {
    const vague = [messages.unexpected({}).what, messages['sign-in-library']({}).what]
    expect(failures().filter(({ code, what }) => code === 'unexpected' || vague.includes(what)).map(({ name }) => name)).toEqual([])
    const named = new Set(['invalid_scope', 'invalid_resource', 'temporarily_unavailable'])
    expect(failures().filter(({ code }) => code === 'sign-in-refused').map(({ name }) => name))
      .toEqual(refusals.filter(error => !named.has(error)).map(error => `the unknown number AADSTS${unknownNumber} with the error ${error}`))
  })
})
