import { expect, it } from 'vitest'
import { profileTitle, profileTitles, suggestedName } from './profile-title'

const guid = '4c1b9f60-2222-4333-8444-555555555555'

it.each([
  ['Contoso', guid, 'Contoso'],
  ['', 'contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ['', guid, 'Unnamed profile'],
  ['', '', 'New profile'],
])('calls the profile “%s” of the tenant “%s” “%s”', (name, tenantId, title) => {
  expect(profileTitle({ name, tenantId })).toBe(title)
})

it.each([
  ['contoso.onmicrosoft.com', 'Contoso'],
  [' “fabrikam-inc.example” ', 'Fabrikam-inc'],
  [guid, ''],
  ['contoso', ''],
  ['contoso.', ''],
  ['', ''],
])('suggests for the tenant “%s” the name “%s”', (tenantId, name) => {
  expect(suggestedName(tenantId)).toBe(name)
})

it('distinguishes unnamed tenants by their GUID, and only if there are several', () => {
  const profile = (id: string, tenantId: string, name = '') => ({ id, name, tenantId })
  expect([...profileTitles([profile('1', guid), profile('2', 'contoso.example'), profile('3', guid, 'Unnamed')]).values()]).toEqual(['Unnamed profile', 'contoso.example', 'Unnamed'])
  const other = guid.replace('4c1b9f60', '00000001')
  expect([...profileTitles([profile('1', guid), profile('2', other), profile('3', '')]).values()])
    .toEqual(['Unnamed profile (4c1b9f60)', 'Unnamed profile (00000001)', 'New profile'])
})
