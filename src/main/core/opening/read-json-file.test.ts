import type { FileEncoding } from '../../../shared/contract/opening'
import { describe, expect, it } from 'vitest'
import { readText } from './fixtures'

/** Returns the JSON of an incident of the Defender XDR API with an alert. */
const defender = (id: number | string, name = 'Malware') => `{"incidentId":${id},"incidentName":"${name}","alerts":[{"alertId":"a${id}","incidentId":${id}}]}`
const graph = (id: number, name = 'Malware') =>
  `{"id":"${id}","displayName":"${name}","severity":"high","lastUpdateDateTime":"2026-11-24T12:00:00Z","alerts":[{"id":"a${id}","incidentId":"${id}","alertWebUrl":"x"}]}`
const list = (...incidents: readonly string[]) => `[${incidents.join(',\n')}]\n`
const read = async (text: string, options?: Parameters<typeof readText>[1]) => {
  const { incidents, ids, facts } = await readText(text, options)
  return { texts: incidents.map(String), ids, facts }
}

describe('readJsonFile', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['an array', list(defender(1), defender(2)), 'json', ['1', '2']],
    ['an array in an array of spaces', ` \r\n[ ${defender(1)} , ${defender(2)} ] \n`, 'json', ['1', '2']],
    ['lines', `${defender(1)}\n${defender(2)}\r\n\n${defender(3)}`, 'json-lines', ['1', '2', '3']],
    ['a single line', `${defender(1)}\n`, 'json-lines', ['1']],
    ['a single incident', JSON.stringify(JSON.parse(defender(1)), null, 4), 'incident', ['1']],
    ['a response', `{"@odata.context":"x","value":[${defender(1)},${defender(2)}]}`, 'pages', ['1', '2']],
    ['responses one after another', `{"value":[${graph(1)}],"@odata.nextLink":"https://x"}\n{"value":[${graph(2)}]}`, 'pages', ['1', '2']],
    ['an array of responses', `[{"@odata.nextLink":"https://x","value":[]},{"value":[${graph(2)}, ${graph(3)}]}]`, 'pages', ['2', '3']],
    ['joined arrays', `${list(defender(1))}\uFEFF${list(defender(2))}`, 'json', ['1', '2']],
    ['a byte order mark', `\uFEFF${list(defender(1))}`, 'json', ['1']],
  ])('reads %s', async (_title, text, kind, ids) => {
    for (const chunkBytes of [1, 7, 64, undefined]) {
      expect(await read(text, { chunkBytes })).toMatchObject({ ids, facts: { kind, unreadable: { count: 0, first: [] }, cutOffAt: null } })
    }
  })

  it.each<FileEncoding>(['utf-8', 'utf-16le', 'utf-16be'])('returns each incident byte for byte from %s', async (encoding) => {
    const texts = [defender(1, 'Ünïcödé 😀'), defender('12345678901234567890', '\\ud83d \\" ]}'), defender(3, '\uFFFD')]
    for (const chunkBytes of [5, undefined]) expect((await read(list(...texts), { encoding, chunkBytes })).texts).toEqual(texts)
  })

  it('writes half a surrogate pair of UTF-16 as an escape', async () => {
    const { texts } = await read(list(defender(1, 'a\uD83D')), { encoding: 'utf-16le' })
    expect(texts).toEqual([defender(1, 'a\\ud83d')])
  })

  it('says whether the last response announces another one', async () => {
    const [linked, last] = [`{"value":[${graph(1)}],"@odata.nextLink":"https://x"}`, `{"value":[${graph(2)}]}`]
    expect((await read(`${last}\n${linked}`)).facts.hasNextLink).toBe(true)
    expect((await read(`${linked}\n${last}`)).facts.hasNextLink).toBe(false)
  })

  it('takes the API of most incidents, and counts those of the other one', async () => {
    const text = list(graph(1), defender(2), defender(3))
    const { ids, facts } = await read(text)
    expect([ids, facts.api, facts.unreadable]).toEqual([['2', '3'], 'defender-xdr', { count: 1, first: [{ at: 1, why: 'other-api' }] }])
  })

  it('does not show alerts and other values as incidents', async () => {
    const { ids, facts } = await read(list(graph(1), '{"id":"a","incidentId":"1","alertWebUrl":"x"}', 'null', '[]', '{"displayName":"no ID"}', '"{"', '7'))
    expect(ids).toEqual(['1'])
    expect(facts.unreadable).toMatchObject({ count: 6, first: Array(6).fill({ why: 'no-incident' }) })
  })

  it.each([
    ['[]', {}], ['{"value":[]}', {}], ['{"name":"xdr-desk"}', {}], ['[1,2,3]', {}], [`${'{}\n'.repeat(3000)}`, {}], ['[{"id":"u1","displayName":"A user","createdDateTime":"2026"}]', {}],
  ])('throws for %j, which has no incident', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'file-no-incidents' })
  })

  it('names a list of alerts', async () => {
    await expect(read(list('{"alertId":"a","incidentId":1}'))).rejects.toMatchObject({ code: 'file-other-format', details: { format: 'alerts' } })
  })

  it('returns the first 100 incidents at once, and more in batches', async () => {
    const { batches } = await readText(list(...Array.from({ length: 1500 }, (_, id) => defender(id + 1))))
    expect(batches.map(({ summaries }) => summaries.length)).toEqual([100, 500, 500, 400])
  })
})
