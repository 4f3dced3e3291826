/** @file Microsoft's hosts for one cloud, as data: the authority, the APIs and what may be opened in a browser. */
import type { TenantCloud } from '../../shared/connection'
import type { ApiKind } from '../../shared/model'
import type { IncidentApi } from './incident-api'
import { incidentApis } from './incident-api'

export interface Cloud {
  readonly authority: string
  readonly apis: Readonly<Record<ApiKind, IncidentApi>>
  /** Where the tenants live that it is for. */
  readonly tenants: readonly TenantCloud[]
  /** Hosts that incidents' links may name. */
  readonly portalHosts: readonly string[]
}

export const worldwide: Cloud = {
  authority: 'https://login.microsoftonline.com',
  apis: incidentApis,
  tenants: ['worldwide'],
  portalHosts: ['security.microsoft.com'],
}
