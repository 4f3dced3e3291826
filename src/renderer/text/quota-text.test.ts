import type { QuotaState } from '../../shared/contract/model'
import { expect, it } from 'vitest'
import { isUsed, quotaText } from './quota-text'

const now = Date.parse('2026-01-01T00:00:00Z')
const state = (minute: number, hour: number, blockedUntil: string | null = null): QuotaState =>
  ({ limits: [{ seconds: 60, calls: 50, left: minute }, { seconds: 3600, calls: 1500, left: hour }], blockedUntil })

it('says how many calls are left, and how long the service blocks them', () => {
  expect(quotaText(state(38, 1412), now)).toBe('38 of 50 calls left this minute · 1,412 of 1,500 this hour')
  expect(quotaText(state(50, 1500, '2026-01-01T00:01:10Z'), now)).toBe('blocked by the service for 1\u00A0min 10\u00A0s · 50 of 50 calls left this minute · 1,500 of 1,500 this hour')
})

it('changes over time only while calls are used up', () => {
  expect(isUsed(state(50, 1500))).toBe(false)
  expect(isUsed(state(50, 1499))).toBe(true)
  expect(isUsed(state(50, 1500, '2026-01-01T00:01:10Z'))).toBe(true)
})
