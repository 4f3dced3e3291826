/** @file What is read from damaged files, by read-json-file.ts, walk.ts and recovery.ts together. */
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { encodedAs, readText } from './fixtures'

const defender = (id: number) => `{"incidentId":${id},"incidentName":"n","alerts":[{"alertId":"a","incidentId":${id},"title":"{\\"incidentId\\":99}"}],"tags":[]}`
const graph = (id: number) =>
  `{"id":"${id}","displayName":"n","severity":"high","lastUpdateDateTime":"x","alerts":[{"id":"a","incidentId":"${id}","alertWebUrl":"x","title":"[{\\"id\\":\\"9\\"}]"}]}`
const pretty = (json: string) => JSON.stringify(JSON.parse(json), null, 2)
const list = (incidents: readonly string[]) => `[${incidents.join(',\n')}]`
const five = (make: (id: number) => string) => [1, 2, 3, 4, 5].map(make)

const read = async (text: string | Buffer, chunkBytes?: number) => {
  const { ids, facts: { unreadable, cutOffAt, hasNextLink } } = await readText(text, { chunkBytes })
  return { ids: ids.join(' '), damaged: unreadable.first.map(({ at, why }) => `${why} at ${at}`), cutOffAt, hasNextLink }
}

describe.each([['lines break between incidents', ',\n'], ['all is one line', ',']])('an array in which %s', (_title, separator) => {
  const array = (make: (id: number) => string) => `[${five(make).join(separator)}]`

  it.each([
    ['a lost quotation mark', defender, '"n"', '"n'], ['a quotation mark too many', defender, '"n"', '""n"'], ['a lost brace', graph, '"x","alerts', 'x","alerts'], ['a bracket that is a brace', graph, '[{"id"', '{{"id"'],
    ['a bracket too many', defender, '"tags":[]', '"tags":[]]'], ['a lost end', defender, '"tags":[]}', '"tags":['], ['zeros', graph, '"severity"', '\0\0\0\0\0'], ['a line break in a text', defender, '"n"', '"\n"'], ['a wrong word', defender, '[]}', 'nul}'],
  ])('shows the incidents before and after one with %s', async (_what, make, whole, broken) => {
    const text = array(id => id === 3 ? make(id).replace(whole, broken) : make(id))
    for (const chunkBytes of [13, undefined]) {
      expect(await read(text, chunkBytes)).toEqual({ ids: '1 2 4 5', damaged: [`not-json at ${text.indexOf(make === graph ? '{"id":"3"' : '{"incidentId":3')}`], cutOffAt: null, hasNextLink: false })
    }
  })

  it('shows what follows a part that was overwritten across incidents', async () => {
    const text = array(graph)
    const [from, to] = [text.indexOf('{"id":"2"') + 30, text.indexOf('{"id":"4"') + 5]
    expect(await read(`${text.slice(0, from)}${'#'.repeat(20)}${text.slice(to)}`)).toMatchObject({ ids: '1 5', damaged: [`not-json at ${text.indexOf('{"id":"2"')}`], cutOffAt: null })
  })
})

describe('a damaged file', () => {
  const incidents = five(id => pretty(defender(id)))
  const array = list(incidents)
  const startOf = (id: number) => array.indexOf(incidents[id - 1] ?? '')

  it('that is cut off is shown up to the last whole incident', async () => {
    expect(await read(array.slice(0, startOf(5) + 100))).toEqual({ ids: '1 2 3 4', damaged: [], cutOffAt: startOf(5), hasNextLink: false })
    expect(await read(array.slice(0, startOf(5)))).toMatchObject({ ids: '1 2 3 4', damaged: [], cutOffAt: startOf(5) })
    expect(await read(array.slice(0, -1))).toMatchObject({ ids: '1 2 3 4 5', damaged: [], cutOffAt: array.length - 1 })
  })

  it('whose last incident is damaged is not cut off', async () => {
    const text = array.replace(/"tags": \[\]\n\}\]$/, '"tags" []\n}]\r\n')
    expect(await read(text)).toMatchObject({ ids: '1 2 3 4', damaged: [`not-json at ${startOf(5)}`], cutOffAt: null })
  })

  it('whose beginning is lost is shown from the next incident', async () => {
    expect(await read(`[${array.slice(30)}`)).toMatchObject({ ids: '2 3 4 5', damaged: ['not-json at 1'] })
    expect(await read(list(five(graph)).replace('[{"id":', '[{id'))).toMatchObject({ ids: '2 3 4 5', damaged: ['not-json at 1'] })
  })

  it.each([['a line that is cut', '{"incidentId":3,"alerts":['], ['another text', 'Error: timeout'], ['nothing but zeros', '\0\0'], ['two values', '{"incidentId":8}{"incidentId":9}x']])('with lines, one of which is %s', async (what, line) => {
    const lines = five(id => id === 3 ? line : defender(id)).join('\n')
    expect(await read(`${lines}\n`)).toMatchObject({ ids: what === 'two values' ? '1 2 8 9 4 5' : '1 2 4 5', damaged: [`not-json at ${lines.indexOf(line) + (what === 'two values' ? 32 : 0)}`], cutOffAt: null })
  })

  it('whose last line is cut', async () => {
    const lines = five(defender).join('\n')
    expect(await read(lines.slice(0, -1))).toMatchObject({ ids: '1 2 3 4', damaged: [], cutOffAt: lines.lastIndexOf('\n') + 1 })
  })

  it('with a response still says whether there is a further one', async () => {
    const text = `{"value":[${five(graph).join(',').replace('"id":"3"', '"id":3"')}],"@odata.nextLink":"https://x"}`
    expect(await read(text)).toMatchObject({ ids: '1 2 4 5', damaged: [`not-json at ${text.indexOf('{"id":3')}`], cutOffAt: null, hasNextLink: true })
    const broken = `{"value":[${five(graph).join(',')}],"@odata.nextLink":https}`
    expect(await read(broken)).toMatchObject({ ids: '1 2 3 4 5', damaged: [`not-json at ${broken.indexOf('"@odata')}`], hasNextLink: false })
  })

  it('in UTF-16 may end within a character', async () => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const { ids, facts } = await readText(encodedAs(list(five(defender)), encoding).subarray(0, -1), { encoding })
      expect([ids, facts.cutOffAt]).toEqual([['1', '2', '3', '4', '5'], 2 * list(five(defender)).length])
    }
  })

  it('with bytes that are not UTF-8 loses the incident that has them', async () => {
    const bytes = Buffer.from(list(five(defender)).replace('"incidentId":2,"incidentName":"n"', '"incidentId":2,"incidentName":"\xE9"'), 'latin1')
    expect(await read(bytes)).toMatchObject({ ids: '1 3 4 5', damaged: [`not-json at ${bytes.indexOf('{"incidentId":2')}`] })
  })

  it('with an incident that nests too deep or is too large loses only that', async () => {
    const deep = `{"incidentId":2,"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
    const wide = `{"incidentId":2,"x":[${'0,'.repeat(3_000_000)}0]}`
    for (const large of [deep, wide]) expect(await read(list([defender(1), large, defender(3)]))).toMatchObject({ ids: '1 3', damaged: [`too-large at ${defender(1).length + 3}`] })
  })

  it('is never read for long in vain', async () => {
    const started = performance.now()
    const { ids } = await read(list([defender(1), '{"incidentId":'.repeat(400_000)]), 65_536)
    expect(ids).toBe('1')
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('has no incident that the whole one does not have', async () => {
    const whole = Buffer.from(list(five(graph)))
    const chunkSize = fc.integer({ min: 1, max: 40 })
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(3), chunkSize, async (at, byte, removed, chunkBytes) => {
      const bytes = Buffer.concat([whole.subarray(0, at), Buffer.from([byte]), whole.subarray(at + removed)])
      const { incidents } = await readText(bytes, { chunkBytes }).catch(() => ({ incidents: [] }))
      const changed = incidents.filter(incident => !whole.includes(incident))
      // At most the incident with the change may differ, if it is still JSON.
      expect(changed.length).toBeLessThan(2)
      expect(incidents.length).toBeGreaterThan(2)
    }), runs(400))
  })
})
