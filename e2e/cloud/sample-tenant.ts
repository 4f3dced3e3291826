/** @file The sample tenant of the app, served by the stand-in: for the demo and the pictures. */
import type { SampleIncident } from '../../src/main/core/sample/model'
import type { Cloud } from './start-cloud'
import type { StoredIncident, Tenant } from './tenant'
import { Buffer } from 'node:buffer'
import { apiTime } from '../../src/main/core/sample/api-time'
import { createSample } from '../../src/main/core/sample/create-sample'
import { defenderJson } from '../../src/main/core/sample/defender-json'
import { graphJson } from '../../src/main/core/sample/graph-json'
import { passTime } from '../../src/main/core/sample/pass-time'

/** Returns a time in 100 ns since 1970. */
function ticksOf(ms: number): bigint {
  const [, fraction = ''] = /\.(\d+)Z$/.exec(apiTime(ms)) ?? []
  return BigInt(Math.floor(ms / 1000)) * 10_000_000n + BigInt(fraction.padEnd(7, '0'))
}

function stored(incident: SampleIncident): StoredIncident {
  const { id, updated, created, status, mergedInto, assignedTo } = incident
  return {
    id: String(id),
    updated: ticksOf(updated),
    created: ticksOf(created),
    status,
    redirected: mergedInto !== null,
    assignedTo,
    bytes: Buffer.from(defenderJson(incident)),
    graph: graphJson(incident),
  }
}

export interface SampleTenant extends Tenant {
  /** Changes incidents of the stand-in that serves the tenant, as analysts and the service do between two refreshes. */
  readonly passTime: (cloud: Cloud) => void
}

/** The pages and passes of one run follow each other faster than this, in ms. */
const betweenRunsMs = 5_000

export function createSampleTenant(now = Date.now()): SampleTenant {
  let sample = createSample(now)
  const incidents = sample.incidents.map(stored)
  return {
    incidents,
    within: hours => incidents.filter(({ updated }) => updated >= ticksOf(now - hours * 3_600_000)),
    passTime: ({ defender }) => {
      sample = passTime(sample, Date.now())
      defender.incidents = sample.incidents.map(stored)
    },
  }
}

/** Lets time pass in the tenant before every run but the first. */
export function changeBetweenRuns(tenant: SampleTenant, cloud: Cloud): void {
  let last: number | null = null
  const changing = () => {
    const now = Date.now()
    if (last !== null && now - last > betweenRunsMs) tenant.passTime(cloud)
    last = now
    return undefined
  }
  cloud.fault('api', changing)
  cloud.fault('graph', changing)
}
