/** @file The setup steps, following Microsoft's page api-create-app-web: what to do, and the check that proves the step. */
import type { CheckName } from '../../shared/vocabulary/connection-checks'
import type { HelpPage } from '../../shared/contract/app'
import type { ApiKind } from '../../shared/vocabulary/clouds'
import { apiByKind } from '../../shared/vocabulary/clouds'

export interface Step {
  readonly title: string
  readonly text: string
  /** Names that the user copies into Entra's forms. */
  readonly names: readonly string[]
  readonly help: { readonly page: HelpPage, readonly label: string } | null
  /** Whether the user does this step in this app's Settings. */
  readonly inSettings: boolean
  readonly check: CheckName
}

/** Microsoft's page about these steps. */
export const guidePage: Readonly<Record<ApiKind, HelpPage>> = { 'defender-xdr': 'permissions-help', 'microsoft-graph': 'graph-permissions-help' }

const registrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const rest = { names: [], help: registrations, inSettings: false }

function permissionText(api: ApiKind): string {
  const { tab, inEntra } = apiByKind[api]
  const find = api === 'microsoft-graph' ? `choose ${inEntra}` : `type ${inEntra} and choose it`
  return `In the app's “API permissions” choose “Add a permission”, then “${tab}”, ${find}. Choose “Application permissions”, not “Delegated permissions”, tick ${apiByKind[api].role} and choose “Add permissions”.`
}

/** The least privileged role that can grant consent. A Cloud Application Administrator cannot grant it for Microsoft Graph. */
const consentRole: Readonly<Record<ApiKind, string>> = {
  'defender-xdr': 'Cloud Application Administrator',
  'microsoft-graph': 'Privileged Role Administrator',
}

/** Returns the steps in order. */
export function stepsFor(api: ApiKind): readonly Step[] {
  return [
    {
      ...rest,
      title: 'Register an application',
      text: 'In Entra open “App registrations” and choose “New registration”. Give it a name such as XDR Desk, leave the redirect URI empty and choose “Register”. You need at least the role Application Developer.',
      check: 'application',
    },
    { ...rest, title: 'Add the application permission', text: permissionText(api), names: [...new Set([apiByKind[api].inEntra, apiByKind[api].role])], check: 'resource' },
    {
      ...rest,
      title: 'Grant admin consent',
      text: `On the same page choose “Grant admin consent” and confirm; the permission's status must then read “Granted”. You need at least the role ${consentRole[api]}. Grant consent again after adding a permission.`,
      check: 'roles',
    },
    {
      ...rest,
      title: 'Create a client secret or a certificate',
      text: 'In the app\'s “Certificates & secrets” choose “New client secret”, then copy its Value, which Entra shows only once, and the day on which it expires. The Secret ID next to it is not the secret. Or create or choose a certificate in Settings, and upload its public part in Entra under “Certificates”: its key never leaves this computer.',
      check: 'credential',
    },
    {
      ...rest,
      title: 'Enter both IDs in Settings',
      text: `On the app's “Overview” copy “Directory (tenant) ID” and “Application (client) ID”. Enter them in Settings with the secret's Value or the certificate, choose ${apiByKind[api].label} as the API, and save.`,
      inSettings: true,
      check: 'tenant',
    },
    {
      ...rest,
      title: 'Test the connection',
      text: 'Press “Test connection” above, as often as you like. It checks these steps and names the first problem. Its last check requests one incident, which counts against the quota.',
      help: null,
      check: 'list',
    },
  ]
}
