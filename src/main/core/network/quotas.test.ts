import type { Profile } from '../../../shared/model'
import { describe, expect, it } from 'vitest'
import { defenderXdr } from '../incident/incident-api'
import { createQuotas } from './quotas'

const profile: Profile = {
  tenantId: 'Contoso.example', clientId: 'AAAAAAAA-7777-4888-9999-000000000000', api: 'defender-xdr', cloud: 'worldwide',
  certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z',
}
const lower: Profile = { ...profile, tenantId: profile.tenantId.toLowerCase(), clientId: profile.clientId.toLowerCase() }
const hour = 3_600_000

function quotasOn(kept: Record<string, readonly number[]> = {}) {
  const clock = { now: () => hour, monotonic: () => 0, wait: async () => undefined }
  const file = { read: (key: string) => kept[key] ?? [], write: (key: string, made: readonly number[]) => { kept[key] = made } }
  return { quotas: createQuotas({ file, clock }), kept }
}
const left = (quotas: ReturnType<typeof quotasOn>['quotas'], of: Profile) => quotas.of(defenderXdr, of).state().limits.map(limit => limit.calls - limit.left)

describe('quotas', () => {
  it('are one for an app in a tenant, however its ids are spelled', async () => {
    const { quotas, kept } = quotasOn()
    expect(quotas.of(defenderXdr, profile)).toBe(quotas.of(defenderXdr, lower))
    expect(quotas.of(defenderXdr, profile)).not.toBe(quotas.of(defenderXdr, { ...profile, tenantId: 'fabrikam.example' }))
    ;(await quotas.of(defenderXdr, profile).take({ signal: undefined, onWaiting: undefined }))?.()
    expect(left(quotas, lower)).toEqual([1, 1])
    expect(left(quotasOn(kept).quotas, lower)).toEqual([1, 1])
  })

  it('still count calls that an earlier version kept under the ids as they were typed, once', () => {
    const typed = `${profile.tenantId}/${profile.clientId}/defender-xdr`
    const { quotas, kept } = quotasOn({ [typed]: [hour - 2, hour - 1], [typed.toLowerCase()]: [hour - 1] })
    expect(left(quotas, profile)).toEqual([2, 2])
    expect(left(quotasOn(kept).quotas, lower)).toEqual([1, 1])
  })
})
