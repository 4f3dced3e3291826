/** @file One quota for each app in a tenant and each API, whichever profile uses it. */
import type { Profile } from '../../../shared/model'
import type { IncidentApi } from '../incident/incident-api'
import type { LiftableQuota } from './quota'
import type { Clock } from '../clock'
import { createQuota } from './quota'

export interface Quotas {
  readonly of: (api: IncidentApi, profile: Profile | null) => LiftableQuota
  /** Told of every call, whichever quota it counts in. */
  readonly onChange: (listener: () => void) => void
}

/** When calls were made, kept over a restart: times in ms since 1970, by app, tenant and API. */
export interface MadeCalls {
  readonly read: (key: string) => readonly number[]
  readonly write: (key: string, made: readonly number[]) => void
}

export function createQuotas({ file, clock }: { readonly file: MadeCalls, readonly clock: Clock }): Quotas {
  const quotas = new Map<string, LiftableQuota>()
  const listeners = new Set<() => void>()
  return {
    of: (api, profile) => {
      const key = `${profile?.tenantId}/${profile?.clientId}/${api.kind}`
      const known = quotas.get(key)
      if (known) return known
      const quota = createQuota({
        limits: api.quota,
        clock,
        made: file.read(key),
        onChange: (made) => {
          file.write(key, made)
          for (const tell of listeners) tell()
        },
      })
      quotas.set(key, quota)
      return quota
    },
    onChange: (listener) => { listeners.add(listener) },
  }
}
