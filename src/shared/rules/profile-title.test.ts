import { expect, it } from 'vitest'
import { profileTitle, suggestedName } from './profile-title'

const guid = '4c1b9f60-2222-4333-8444-555555555555'

it.each([
  ['Contoso', guid, 'Contoso'],
  ['', 'contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ['', guid, 'Tenant 4c1b9f60'],
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
