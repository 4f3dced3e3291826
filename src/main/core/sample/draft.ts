import type { SampleIncident } from './model'

/** An incident without its ID, because IDs follow the order of creation. */
export type UnnumberedIncident = Omit<SampleIncident, 'id' | 'mergedInto'>
