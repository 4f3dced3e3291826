import type { Entity } from '../../../../shared/contract/detail'
import { expect, test } from 'vitest'
import { namesText, remediationsText } from './detail-text'

test('names the remediation of an entity, so that its states cannot be read as verdicts', () => {
  expect(remediationsText(['Active', 'PendingApproval', 'None'])).toBe('Remediation: active, pending approval')
  expect(remediationsText(['Strange state'])).toBe('Remediation: Strange state')
  expect(remediationsText(['None'])).toBe('')
  expect(remediationsText([])).toBe('')
})

test('lists a name once, even if a user and a mailbox share it', () => {
  const entities = ['a@contoso.com', 'a@contoso.com', 'pc-01', 'pc-02'].map(label => ({ label }) as Entity)
  expect([namesText(entities, 2), namesText(entities, 3)]).toEqual(['a@contoso.com, pc-01 +1', 'a@contoso.com, pc-01, pc-02'])
})
