import type { SourceKind } from '../../../shared/contract/model'
import type { Collections } from '../collection/runs/collections'
import { describe, expect, it } from 'vitest'
import { incidentFrom } from '../incident/fixtures'
import { createIncidentMethods } from './incident-methods'

const json = '{ "incidentId" : 5, "incidentName":"N", "n":1.0E+2, "alerts":[{"title":"T","entities":[{"entityType":"Url","url":"https://evil.example/x"}]}]}'

function setUp(text = json, source: SourceKind = 'live') {
  const incident = incidentFrom(text, 'defender-xdr')
  const provenance = { source, sample: source === 'sample', api: 'defender-xdr', cloud: source === 'file' ? null : 'worldwide', tenantId: source === 'file' ? null : 't', file: source === 'file' ? { name: 'out.json' } : null, fetchedAt: null }
  const find = (id: string) => id === incident?.summary.id ? { incident, provenance } : null
  let isListed = true
  const shown = () => ({ incidents: { get: (id: string) => isListed ? find(id)?.incident : undefined } })
  const copied: string[] = []
  const opened: string[] = []
  const methods = createIncidentMethods({
    profiles: { current: () => ({ collections: { shown, find } as unknown as Collections }) },
    openInThread: () => { throw new Error('no thread') },
    openLink: async (url) => { opened.push(url.href) },
    copyText: async (copy) => { copied.push(copy) },
  })
  return { ...methods, copied, opened, leaveList: () => { isListed = false } }
}

describe('an incident of the list', () => {
  it('is copied as received, as a text for a ticket, and as commands with a placeholder for the token', async () => {
    const { copyIncident, copied } = setUp()
    for (const as of ['json', 'markdown', 'curl', 'powershell'] as const) await copyIncident({ id: '5', as })
    expect(copied[0]).toBe(json)
    expect(copied[1]).toContain('URL `hxxps://evil[.]example/x`')
    expect(copied[1]).toContain('<https://security.microsoft.com/incidents/5?tid=t>')
    expect(copied[2]).toContain('\'https://api.security.microsoft.com/api/incidents/5\'')
    expect(copied[2]).toContain('Bearer $TOKEN')
    expect(copied[3]).toContain('Bearer $env:TOKEN')
  })

  it('of a file says so in its texts, and has only the page in the portal that came with it', async () => {
    const { copyIncident, openIncident, copied } = setUp(json, 'file')
    for (const as of ['markdown', 'curl', 'powershell'] as const) await copyIncident({ id: '5', as })
    expect(copied[0]).toContain('From the file `out.json`.')
    expect(copied.slice(1).map(text => text.startsWith('# From a file that does not name its cloud: check the host.'))).toEqual([true, true])
    await expect(openIncident('5')).rejects.toThrow('link-not-allowed')
    for (const host of ['security.microsoft.com', 'security.microsoft.us']) {
      const linked = setUp(`{"incidentId":5,"incidentUri":"https://${host}/incidents/5"}`, 'file')
      await linked.openIncident('5')
      expect(linked.opened).toEqual([`https://${host}/incidents/5`])
    }
    await expect(setUp('{"incidentId":5,"incidentUri":"https://evil.example/incidents/5"}', 'file').openIncident('5')).rejects.toThrow('link-not-allowed')
  })

  it('is marked in its texts if it is sample data, and has no page in the portal', async () => {
    const { copyIncident, openIncident, copied, opened } = setUp(json, 'sample')
    for (const as of ['markdown', 'curl', 'powershell'] as const) await copyIncident({ id: '5', as })
    expect(copied.map(text => /^(?:### N\n\n\*\*Sample data\.\*\*|# Sample data:)/.test(text))).toEqual([true, true, true])
    expect(copied[0]).not.toContain('security.microsoft.com')
    await expect(openIncident('5')).rejects.toThrow('link-not-allowed')
    expect(opened).toEqual([])
  })

  it('has entities that are copied as received or defanged', async () => {
    const { copyEntity, copied } = setUp()
    await copyEntity({ id: '5', index: 0, defanged: false })
    await copyEntity({ id: '5', index: 0, defanged: true })
    expect(copied).toEqual(['https://evil.example/x', 'hxxps://evil[.]example/x'])
    await expect(copyEntity({ id: '5', index: 1, defanged: true })).rejects.toThrow('incident-not-found')
  })

  it('has values of its JSON that are copied as received, with their paths', async () => {
    const { copyRawJson, copied } = setUp()
    for (const part of ['value', 'path'] as const) await copyRawJson({ id: '5', at: json.indexOf('1.0E+2'), part })
    await copyRawJson({ id: '5', at: json.indexOf('"https:'), part: 'path' })
    expect(copied).toEqual(['1.0E+2', '$.n', '$.alerts[0].entities[0].url'])
    await expect(copyRawJson({ id: '5', at: json.indexOf('.0E'), part: 'value' })).rejects.toThrow('incident-not-found')
  })

  it('is read in parts', async () => {
    const { rawJson, searchRawJson, incidentFields } = setUp()
    expect((await rawJson({ id: '5', at: 0, from: 0 })).entries.map(({ key }) => key)).toEqual(['incidentId', 'incidentName', 'n', 'alerts'])
    await expect(rawJson({ id: '5', at: 3, from: 0 })).rejects.toThrow('incident-not-found')
    expect((await searchRawJson({ id: '5', text: 'EVIL' })).hits.map(({ path }) => path)).toEqual(['$.alerts[0].entities[0].url'])
    expect(await incidentFields({ id: '5', part: 'entity', index: 0 })).toEqual([{ name: 'url', value: 'https://evil.example/x' }])
  })

  it('is still read in parts and copied after it left the list, but not found as an incident of it', async () => {
    const { incident, rawJson, incidentFields, copyIncident, copied, leaveList } = setUp()
    leaveList()
    await expect(incident('5')).rejects.toThrow('incident-not-found')
    expect((await rawJson({ id: '5', at: 0, from: 0 })).entries).toHaveLength(4)
    expect(await incidentFields({ id: '5', part: 'entity', index: 0 })).toHaveLength(1)
    await copyIncident({ id: '5', as: 'json' })
    expect(copied).toEqual([json])
  })

  it('opens in the portal only if its link is allowed', async () => {
    const fine = setUp()
    await fine.openIncident('5')
    expect(fine.opened).toEqual(['https://security.microsoft.com/incidents/5?tid=t'])
    const { openIncident, opened } = setUp('{"incidentId":5,"incidentUri":"https://evil.example/"}')
    await expect(openIncident('5')).rejects.toThrow('link-not-allowed')
    expect(opened).toEqual([])
  })

  it.each(['incident', 'openIncident'] as const)('is not found by %s if the list does not contain it', async (method) => {
    const methods = setUp()
    await expect((async () => methods[method]('6'))()).rejects.toThrow('incident-not-found')
  })
})
