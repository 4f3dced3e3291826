import { describe, expect, it } from 'vitest'
import { apiTime as apiTimeOf } from './tenant'
import { graphBytes } from './graph-incident'
import { createSampleTenant } from './sample-tenant'

const now = Date.parse('2026-11-27T06:04:00Z')

describe('the sample tenant of the stand-in', () => {
  const { incidents, within } = createSampleTenant(now)

  it('has the incidents of the app\'s sample, at the times that their JSON states', () => {
    expect(incidents).toHaveLength(180)
    for (const { bytes, updated, created } of incidents) {
      const { lastUpdateTime, createdTime } = JSON.parse(bytes.toString()) as { lastUpdateTime: string, createdTime: string }
      expect([apiTimeOf(updated), apiTimeOf(created)]).toEqual([lastUpdateTime, createdTime])
    }
    expect(within(24).length).toBeLessThan(180)
    expect(within(48)).toHaveLength(180)
  })

  it('sends Microsoft Graph\'s own form, with alerts only if they are requested', () => {
    const incident = incidents.find(each => each.status === 'Active')
    if (!incident) throw new Error('no active incident')
    const full = JSON.parse(graphBytes(incident, { alerts: true, unknownMembers: true }).toString()) as Record<string, unknown>
    expect(full).toMatchObject({ id: incident.id, priorityScore: expect.any(Number) as number, alerts: expect.any(Array) as unknown[] })
    const { alerts, ...rest } = full
    expect(alerts).toBeDefined()
    expect(JSON.parse(graphBytes(incident, { alerts: false, unknownMembers: true }).toString())).toEqual(rest)
  })
})
