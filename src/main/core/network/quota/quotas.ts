/** @file One quota for each app in a tenant and each API, whichever profile uses it. */
import type { Profile } from '../../../../shared/contract/model'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { LiftableQuota } from './quota'
import type { Clock } from '../../base/clock'
import { idKey } from '../../../../shared/values/ids'
import { createQuota } from './quota'

export interface Quotas {
  /** Returns the quota of an API for the profile's app and tenant; without a profile, one that is used until a profile is saved. */
  readonly of: (api: IncidentApi, profile: Profile | null) => LiftableQuota
  /** Adds a listener for changes of any quota. */
  readonly onChange: (listener: () => void) => void
}

/** Stores the times of calls (ms since 1970) across restarts, by app, tenant and API. */
export interface CallTimesFile {
  readonly read: (key: string) => readonly number[]
  readonly write: (key: string, callTimes: readonly number[]) => void
}

/** Returns the calls stored under `key`, and those that an earlier version stored under the IDs as typed. */
function callsOf(file: CallTimesFile, key: string, typed: string): readonly number[] {
  const callTimes = file.read(key)
  return [...callTimes, ...file.read(typed).filter(time => !callTimes.includes(time))]
}

export function createQuotas({ file, clock }: { readonly file: CallTimesFile, readonly clock: Clock }): Quotas {
  const quotas = new Map<string, LiftableQuota>()
  const listeners = new Set<() => void>()
  return {
    of: (api, profile) => {
      const { tenantId = '', clientId = '' } = profile ?? {}
      const key = `${idKey(tenantId)}/${idKey(clientId)}/${api.kind}`
      const known = quotas.get(key)
      if (known) return known
      const quota = createQuota({
        limits: api.quota,
        clock,
        callTimes: callsOf(file, key, `${tenantId}/${clientId}/${api.kind}`),
        onChange: (callTimes) => {
          file.write(key, callTimes)
          for (const listener of listeners) listener()
        },
      })
      quotas.set(key, quota)
      return quota
    },
    onChange: (listener) => { listeners.add(listener) },
  }
}
