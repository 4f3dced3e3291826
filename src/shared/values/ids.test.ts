import { describe, expect, it } from 'vitest'
import { idKey, isGuid, isTenantId, sameApp, sameId, trimmedId } from './ids'

const guid = '1a2b3c4d-2222-4333-8444-55555555555f'

describe('IDs', () => {
  it.each([` ${guid} `, `{${guid}}`, ` { ${guid} } `, `"{${guid}}"`, `\u200B${guid}\uFEFF`, `“${guid}”`])('are trimmed in %j', (text) => {
    expect(trimmedId(text)).toBe(guid)
  })

  it.each([guid.toUpperCase(), `{${guid.toUpperCase()}}`, ` ${guid}\n`])('equal %j', (text) => {
    expect(sameId(text, guid)).toBe(true)
    expect(idKey(text)).toBe(guid)
  })

  it.each([`${guid}0`, guid.replace('f', 'e'), '', 'contoso.example'])('differ from %j', (text) => {
    expect(sameId(text, guid)).toBe(false)
  })

  it('can be a GUID or a domain name for a tenant, and only a GUID for a client', () => {
    expect([guid, guid.toUpperCase(), `{${guid}}`, 'Contoso.onmicrosoft.com'].map(isGuid)).toEqual([true, true, false, false])
    expect([guid, 'Contoso.onmicrosoft.com', 'contoso', 'a/b.example', 'common'].map(isTenantId)).toEqual([true, true, false, false, false])
  })

  it('identify the same app if both the tenant and the client are equal', () => {
    const app = { tenantId: 'contoso.example', clientId: guid }
    expect(sameApp(app, { tenantId: 'CONTOSO.example', clientId: guid.toUpperCase() })).toBe(true)
    expect(sameApp(app, { ...app, tenantId: 'fabrikam.example' })).toBe(false)
    expect(sameApp(app, { ...app, clientId: app.tenantId })).toBe(false)
  })
})
