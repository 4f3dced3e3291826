import type { IncidentKind } from './kind'
import { cloudKinds } from './cloud'
import { endpointKinds } from './endpoint'
import { identityKinds } from './identity'
import { mailKinds } from './mail'

/** Every kind of ordinary incident. */
export const kinds: readonly IncidentKind[] = [...mailKinds, ...endpointKinds, ...identityKinds, ...cloudKinds]
