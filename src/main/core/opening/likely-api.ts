/** @file Tells incidents of both APIs from alerts and from other objects with an ID, because the incidents of a file do not state their API. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Json } from '../json/values'
import { apis } from '../../../shared/vocabulary/clouds'
import { valuesOf } from '../../../shared/vocabulary/known-values'
import { traitsOf } from '../microsoft/incident-apis'

/** The members that hold the ID of an incident. */
export const idMembers: readonly string[] = valuesOf(apis).map(api => traitsOf(api).members.id)

/** Members of alerts in the APIs of Defender XDR, Defender for Endpoint and Microsoft Graph, both versions, that incidents do not have. */
const alertMembers = ['alertId', 'providerAlertId', 'alertWebUrl', 'machineId', 'vendorInformation'] as const

/** Members that other objects of Microsoft Graph, such as users and devices, do not have. */
const graphMembers = ['incidentWebUrl', 'lastUpdateDateTime', 'redirectIncidentId', 'determination', 'severity', 'alerts'] as const

const isId = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

/** Returns whether an object is an alert. */
export const isAlert = (object: Json): boolean => alertMembers.some(member => member in object)

/** Returns the API that sent an object if it is certainly an incident; otherwise null. */
export function likelyApi(object: Json): ApiKind | null {
  if (isAlert(object)) return null
  if (isId(object.incidentId)) return 'defender-xdr'
  return isId(object.id) && graphMembers.filter(member => member in object).length >= 2 ? 'microsoft-graph' : null
}
