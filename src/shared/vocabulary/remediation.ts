/**
 * @file The states of an entity's remediation as data. Sources: learn.microsoft.com/en-us/graph/api/resources/security-alertevidence
 * (evidenceRemediationStatus) and captured responses of the Defender XDR API.
 */
import type { KnownValue } from './known-values'
import { createCanonical } from './known-values'

export const remediations = [
  { value: 'Active', graph: 'active', label: 'Active' },
  { value: 'Running', graph: 'running', label: 'Running' },
  { value: 'PendingApproval', graph: 'pendingApproval', label: 'Pending approval' },
  { value: 'Declined', graph: 'declined', label: 'Declined' },
  { value: 'NotRemediated', graph: 'notRemediated', label: 'Not remediated' },
  { value: 'PartiallyRemediated', graph: 'partiallyRemediated', label: 'Partially remediated' },
  { value: 'Remediated', graph: 'remediated', label: 'Remediated' },
  { value: 'Prevented', graph: 'prevented', label: 'Prevented' },
  { value: 'Blocked', graph: 'blocked', label: 'Blocked' },
  { value: 'NotFound', graph: 'notFound', label: 'Not found' },
  { value: 'None', graph: 'none', label: 'None' },
] as const satisfies readonly KnownValue[]

/** Converts a value from either API to the Defender XDR API's spelling. */
export const canonicalRemediation = createCanonical(remediations)

const labels: ReadonlyMap<string, string> = new Map(remediations.map(({ value, label }) => [value, label]))

/** Returns the label of a state in the app's spelling; undefined for an unknown value. */
export const remediationLabel = (value: string): string | undefined => labels.get(value)
