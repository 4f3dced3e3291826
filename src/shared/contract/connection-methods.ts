/** @file The methods of the contract that check the way from a tenant to its incidents. */
import type { ConnectionReport } from './connection'
import type { TenantChoice } from './model'

export interface ConnectionMethods {
  /** Tests the saved credentials, from the tenant to a request for one incident. Cancels a test in progress. Reports progress as `connection` events. */
  testConnection: () => Promise<ConnectionReport>
  cancelConnectionTest: () => void
  /** Looks up a tenant in Entra, before anything is saved. The request is public. Fails if the tenant does not exist, or belongs to another cloud. */
  findTenant: (where: TenantChoice) => Promise<void>
}
