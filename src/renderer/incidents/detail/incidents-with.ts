import type { EntityId } from '../../../shared/contract/list'

/** Returns for each entity how many incidents of the list contain it. */
export type IncidentsWith = (entities: readonly EntityId[]) => Promise<readonly number[]>
