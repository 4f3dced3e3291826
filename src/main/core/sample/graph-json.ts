/**
 * @file Writes an incident as Microsoft Graph security sends it with `$expand=alerts` and `Prefer: include-unknown-enum-members`. Source:
 * learn.microsoft.com/en-us/graph/api/resources/security-incident, …/security-alert and …/security-alertevidence.
 */
import type { SampleAlert, SampleIncident } from './model'
import { classifications, determinations, severities, statuses, rareStatuses } from '../../../shared/vocabulary/incident-values'
import { detectionSources, services } from '../../../shared/vocabulary/sources'
import { apiTime } from './api-time'
import { tenantId } from './contoso'
import { portalLink } from './defender-json'
import { deviceEvidence, evidenceOf } from './graph-evidence'

type Json = Readonly<Record<string, unknown>>
interface Spelled { readonly value: string, readonly graph: string, readonly also?: readonly string[] }

/** Returns a function that converts values of the Defender XDR API to Graph's spelling. */
function createSpelling(...tables: readonly (readonly Spelled[])[]): (value: string) => string {
  const graph = new Map(tables.flat().flatMap(({ value, also = [], graph: spelling }) => [value, ...also].map(each => [each, spelling] as const)))
  return value => graph.get(value) ?? value
}

const severityOf = createSpelling(severities)
const statusOf = createSpelling(statuses, rareStatuses)
const classificationOf = createSpelling(classifications)
const determinationOf = createSpelling(determinations)
const serviceOf = createSpelling(services)
const detectionOf = createSpelling(detectionSources)

/** The labels of services in Graph's `productName`. */
const productOf = (service: string): string => services.find(({ value }) => value === service)?.label ?? service

function alertJson(alert: SampleAlert, incidentId: number): Json {
  const { kind, judgment } = alert
  return {
    id: alert.id,
    providerAlertId: alert.providerId,
    incidentId: String(incidentId),
    status: statusOf(alert.status),
    severity: severityOf(alert.severity),
    classification: judgment ? classificationOf(judgment.classification) : null,
    determination: judgment ? determinationOf(judgment.determination) : null,
    serviceSource: serviceOf(kind.service),
    detectionSource: detectionOf(kind.detection),
    productName: productOf(kind.service),
    detectorId: alert.detectorId,
    tenantId,
    title: kind.title,
    description: kind.description,
    recommendedActions: kind.actions,
    category: kind.category,
    assignedTo: alert.assignedTo,
    alertWebUrl: `https://security.microsoft.com/alerts/${alert.id}?tid=${tenantId}`,
    incidentWebUrl: portalLink(incidentId),
    actorDisplayName: null,
    threatDisplayName: kind.family,
    threatFamilyName: kind.family,
    mitreTechniques: kind.techniques,
    createdDateTime: apiTime(alert.created),
    lastUpdateDateTime: apiTime(alert.updated),
    resolvedDateTime: alert.resolved === null ? null : apiTime(alert.resolved),
    firstActivityDateTime: apiTime(alert.firstActivity),
    lastActivityDateTime: apiTime(alert.lastActivity),
    systemTags: [],
    alertPolicyId: null,
    additionalData: null,
    comments: [],
    evidence: [...alert.devices.map(each => deviceEvidence(each, alert)), ...alert.entities.map(each => evidenceOf(each, alert))],
  }
}

/** Returns an incident as Microsoft Graph sends it. */
export function graphJson(incident: SampleIncident): string {
  const { id, judgment, mergedInto, assignedTo } = incident
  return JSON.stringify({
    id: String(id),
    tenantId,
    status: statusOf(incident.status),
    incidentWebUrl: portalLink(id),
    redirectIncidentId: mergedInto === null ? null : String(mergedInto),
    displayName: incident.name,
    createdDateTime: apiTime(incident.created),
    lastUpdateDateTime: apiTime(incident.updated),
    assignedTo,
    classification: judgment ? classificationOf(judgment.classification) : 'unknown',
    determination: judgment ? determinationOf(judgment.determination) : 'unknown',
    severity: severityOf(incident.severity),
    customTags: incident.tags,
    systemTags: incident.systemTags,
    description: null,
    lastModifiedBy: assignedTo ?? 'Microsoft 365 Defender-AlertCorrelation',
    resolvingComment: judgment?.comment ?? null,
    summary: null,
    priorityScore: mergedInto === null ? incident.priority : null,
    comments: incident.comments.map(({ text, by, at }) =>
      ({ '@odata.type': '#microsoft.graph.security.alertComment', 'comment': text, 'createdByDisplayName': by, 'createdDateTime': apiTime(at) })),
    alerts: incident.alerts.map(each => alertJson(each, id)),
  })
}
