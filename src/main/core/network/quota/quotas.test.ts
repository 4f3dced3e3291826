import type { Profile } from '../../../../shared/contract/model'
import { describe, expect, it } from 'vitest'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { createQuotas } from './quotas'

const profile: Profile = {
  tenantId: 'Contoso.example', clientId: 'AAAAAAAA-7777-4888-9999-000000000000', api: 'defender-xdr', cloud: 'worldwide',
  certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z',
}
const lower: Profile = { ...profile, tenantId: profile.tenantId.toLowerCase(), clientId: profile.clientId.toLowerCase() }
const hour = 3_600_000

function quotasOn(kept: Record<string, readonly number[]> = {}) {
  const clock = { now: () => hour, monotonic: () => 0, wait: async () => undefined }
  const file = { read: (key: string) => kept[key] ?? [], write: (key: string, callTimes: readonly number[]) => { kept[key] = callTimes } }
  return { quotas: createQuotas({ file, clock }), kept }
}
const left = (quotas: ReturnType<typeof quotasOn>['quotas'], of: Profile) => quotas.of(defenderXdr, of).state().limits.map(limit => limit.calls - limit.left)

describe('quotas', () => {
  it('are shared by all profiles of one app in one tenant, regardless of the case of their IDs', async () => {
    const { quotas, kept } = quotasOn()
    expect(quotas.of(defenderXdr, profile)).toBe(quotas.of(defenderXdr, lower))
    expect(quotas.of(defenderXdr, profile)).not.toBe(quotas.of(defenderXdr, { ...profile, tenantId: 'fabrikam.example' }))
    ;(await quotas.of(defenderXdr, profile).take({ signal: undefined, onWaiting: undefined }))?.()
    expect(left(quotas, lower)).toEqual([1, 1])
    expect(left(quotasOn(kept).quotas, lower)).toEqual([1, 1])
  })

  it('count each call that an earlier version stored under the IDs as typed, once', () => {
    const typed = `${profile.tenantId}/${profile.clientId}/defender-xdr`
    const { quotas, kept } = quotasOn({ [typed]: [hour - 2, hour - 1], [typed.toLowerCase()]: [hour - 1] })
    expect(left(quotas, profile)).toEqual([2, 2])
    expect(left(quotasOn(kept).quotas, lower)).toEqual([1, 1])
  })

  it('are separate for each API, and shared while no profile is saved', () => {
    const { quotas } = quotasOn()
    expect(quotas.of(microsoftGraph, profile)).not.toBe(quotas.of(defenderXdr, profile))
    expect(quotas.of(microsoftGraph, profile).state().limits.map(({ calls, seconds }) => ({ calls, seconds }))).toEqual(microsoftGraph.quota)
    expect(quotas.of(defenderXdr, null)).toBe(quotas.of(defenderXdr, null))
    expect(quotas.of(defenderXdr, null)).not.toBe(quotas.of(defenderXdr, profile))
    expect(quotasOn({ '//defender-xdr': [hour - 1] }).quotas.of(defenderXdr, null).state().limits[0]).toMatchObject({ calls: 50, left: 49 })
  })

  it('notify all listeners of each call, and store it under its own key', async () => {
    const { quotas, kept } = quotasOn()
    const notified: string[] = []
    quotas.onChange(() => notified.push('a'))
    for (const api of [defenderXdr, microsoftGraph]) (await quotas.of(api, lower).take())()
    quotas.onChange(() => notified.push('b'))
    ;(await quotas.of(defenderXdr, lower).take())()
    expect(notified).toEqual(['a', 'a', 'a', 'b'])
    const ids = 'contoso.example/aaaaaaaa-7777-4888-9999-000000000000'
    expect(kept).toEqual({ [`${ids}/defender-xdr`]: [hour, hour], [`${ids}/microsoft-graph`]: [hour] })
  })

  it('sort the calls stored by an earlier version by time', async () => {
    const typed = `${profile.tenantId}/${profile.clientId}/defender-xdr`
    const { quotas, kept } = quotasOn({ [typed]: [hour - 3, hour - 1], [typed.toLowerCase()]: [hour - 2] })
    ;(await quotas.of(defenderXdr, profile).take())()
    expect(kept[typed.toLowerCase()]).toEqual([hour - 3, hour - 2, hour - 1, hour])
  })
})
