import { expect, test } from 'vitest'
import { remediationsText } from './detail-text'

test('names the remediation of an entity, so that its states cannot be read as verdicts', () => {
  expect(remediationsText(['Active', 'PendingApproval', 'None'])).toBe('Remediation: active, pending approval')
  expect(remediationsText(['Strange state'])).toBe('Remediation: Strange state')
  expect(remediationsText(['None'])).toBe('')
  expect(remediationsText([])).toBe('')
})
