import type { AsyncCaseFile } from './case-file'
import type { Incident } from './incident'
import { expect, it } from 'vitest'
import { incidentFrom } from './fixtures'
import { createOpenIncidents } from './open-incidents'

const origin = { sample: false, file: null, fetchedAt: null, api: 'defender-xdr', cloud: 'worldwide', tenantId: 'tenant' } as const

function incident(name: string): Incident {
  const read = incidentFrom(JSON.stringify({ incidentId: 5, incidentName: name, incidentUri: 'https://evil.example/', alerts: [{ entities: [{ entityType: 'Ip', ipAddress: '203.0.113.1' }] }] }), 'defender-xdr')
  if (!read) throw new Error('no incident')
  return read
}

function setUp() {
  const inThread: Incident[] = []
  const open = createOpenIncidents((opened) => {
    inThread.push(opened)
    return { link: async () => 'from the thread' } as unknown as AsyncCaseFile
  })
  return { open: (opened: Incident) => open(opened, origin), inThread }
}

it('reads an incident once until another one is opened', () => {
  const { open } = setUp()
  const [one, other] = [incident('a'), incident('b')]
  const opened = open(one)
  expect(open(one)).toBe(opened)
  open(other)
  expect(open(one)).not.toBe(opened)
})

it('answers every question about a small incident itself', async () => {
  const { open, inThread } = setUp()
  const file = open(incident('small'))
  expect(JSON.parse(await file.detail())).toMatchObject({ summary: { id: '5', name: 'small' }, entities: [{ label: '203.0.113.1' }] })
  expect(await file.link()).toBeNull()
  expect(await file.fields('entity', 0)).toEqual([{ name: 'ipAddress', value: '203.0.113.1' }])
  expect((await file.jsonPart(0, 1))?.entries).toHaveLength(3)
  expect((await file.search('evil')).total).toBe(1)
  expect(await file.jsonText(0, 'path')).toBe('$')
  expect(await file.jsonText(3, 'value')).toBeNull()
  expect([await file.entityName(0, true), await file.entityName(1, false)]).toEqual(['203[.]0[.]113[.]1', null])
  expect(await file.ticket()).toContain('### small')
  expect(inThread).toEqual([])
})

it('passes a large incident on to the thread', async () => {
  const { open, inThread } = setUp()
  const large = incident('x'.repeat(300_000))
  expect(await open(large).link()).toBe('from the thread')
  expect(inThread).toEqual([large])
})
