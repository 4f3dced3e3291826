import type { Entity } from '../../../../shared/contract/detail'
import { expect, test } from 'vitest'
import { assetsFirst, namesText, remediationsText, worstFirst } from './detail-text'

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

test('names assets before other entities, and keeps all of them', () => {
  const entities = ['Url', 'Device', 'File', 'User'].map(type => ({ type }) as Entity)
  expect(assetsFirst(entities).map(({ type }) => type)).toEqual(['User', 'Device', 'Url', 'File'])
})

test('puts the worst verdicts first, those without a verdict last, and keeps the index of each entity', () => {
  const entities = [[], ['NoThreatsFound'], ['Suspicious'], ['Malicious', 'NoThreatsFound'], [], ['Malicious']].map(verdicts => ({ verdicts }) as unknown as Entity)
  expect(worstFirst(entities).map(({ index }) => index)).toEqual([3, 5, 2, 1, 0, 4])
})
