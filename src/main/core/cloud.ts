/** @file Microsoft's hosts for one cloud, as data: the authority, the APIs and what may be opened in a browser. */
import type { ApiKind } from '../../shared/model'
import type { IncidentApi } from './incident-api'
import { incidentApis } from './incident-api'

export interface Cloud {
  readonly authority: string
  readonly apis: Readonly<Record<ApiKind, IncidentApi>>
  /** Hosts that incidents' links may name. */
  readonly portalHosts: readonly string[]
}

export const worldwide: Cloud = {
  authority: 'https://login.microsoftonline.com',
  apis: incidentApis,
  portalHosts: ['security.microsoft.com'],
}
