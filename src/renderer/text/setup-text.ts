/** @file The setup steps, following Microsoft's page api-create-app-web: what to do, and the checks that prove each step. */
import type { CredentialKind } from '../../shared/contract/credential'
import type { CheckName } from '../../shared/vocabulary/connection-checks'
import type { HelpPage } from '../../shared/contract/app'
import type { ApiKind } from '../../shared/vocabulary/clouds'
import { apiByKind } from '../../shared/vocabulary/clouds'

export type StepId = 'name' | 'register' | 'permission' | 'consent' | 'credential' | 'load'

/** `unchecked`: the user did the step, and nothing has proven it yet. `ready`: the checks passed, and only the load is left. */
export type StepState = 'todo' | 'unchecked' | 'running' | 'ready' | 'done' | 'failed'

export interface Step {
  readonly id: StepId
  readonly title: string
  /** What to do, one action each. */
  readonly actions: readonly string[]
  /** What the user must know besides; '' for nothing. */
  readonly note: string
  /** Names that the user copies into Entra's forms. */
  readonly names: readonly string[]
  /** The checks of the connection test that prove the step. */
  readonly checks: readonly CheckName[]
}

/** What the user needs, before the first step. */
export const introText = 'XDR Desk signs in as an app that you register once in Microsoft Entra. You need about ten minutes, and an administrator who can grant consent.'

/** Microsoft's page about these steps. */
export const guidePage: Readonly<Record<ApiKind, HelpPage>> = { 'defender-xdr': 'permissions-help', 'microsoft-graph': 'graph-permissions-help' }

export const stateText: Readonly<Record<StepState, string>> = { todo: '', unchecked: 'Not checked', running: 'Checking…', ready: 'Ready', done: 'Done', failed: 'Failed' }

/** Whether the step of a failed check repairs it. A tenant without the Defender XDR API is set up outside of these steps. */
export const isRepairedHere = (check: CheckName): boolean => check !== 'resource'

/** Returns what to do for a credential, and what to know about it. */
function credentialText(kind: CredentialKind): Pick<Step, 'actions' | 'note'> {
  if (kind === 'certificate') {
    return {
      actions: [
        'Choose a certificate file below, or create a certificate.',
        'In the app, open “Certificates & secrets” › “Certificates” and upload the certificate file (.cer).',
        'Save here after the upload.',
      ],
      note: 'The key never leaves this computer.',
    }
  }
  return {
    actions: [
      'In the app, open “Certificates & secrets” and choose “New client secret”.',
      'Copy the Value now; Entra shows it once. The Secret ID is not the secret.',
      'Paste the Value below and save.',
    ],
    note: '',
  }
}

/** Returns the steps in order. The user copies the secret last, so that no other copy can replace it on the clipboard. */
export function stepsFor(api: ApiKind, credential: CredentialKind): readonly Step[] {
  const { tab, inEntra, role, consentRole } = apiByKind[api]
  return [
    {
      id: 'name',
      title: 'Name the profile',
      actions: [],
      note: '',
      names: [],
      checks: [],
    },
    {
      id: 'register',
      title: 'Register an app in Entra',
      actions: [
        'Open “App registrations” and choose “New registration”.',
        'Enter a name such as XDR Desk, leave the redirect URI empty, and choose “Register”.',
        'Copy both IDs from the app\'s Overview page into the boxes below.',
      ],
      note: 'You need at least the Application Developer role.',
      names: [],
      checks: ['tenant', 'application'],
    },
    {
      id: 'permission',
      title: 'Add the API permission',
      actions: [
        'In the app, open “API permissions” and choose “Add a permission”.',
        `Open the tab “${tab}” and choose ${inEntra}.`,
        'Choose “Application permissions”, not “Delegated permissions”.',
        `Tick ${role} and choose “Add permissions”.`,
      ],
      note: '',
      names: [...new Set([inEntra, role])],
      checks: ['resource'],
    },
    {
      id: 'consent',
      title: 'Grant admin consent',
      actions: ['On the same page, choose “Grant admin consent” and confirm.', 'Check that the status of the permission is “Granted”.'],
      note: `You need at least the ${consentRole} role. Grant consent again after adding a permission.`,
      names: [],
      checks: ['roles'],
    },
    { id: 'credential', title: 'Add a client secret or certificate', ...credentialText(credential), names: [], checks: ['credential'] },
    {
      id: 'load',
      title: 'Load incidents',
      actions: [],
      note: 'Saving the credentials loads the chosen time window, usually 48 hours, and opens the list.',
      names: [],
      checks: ['list'],
    },
  ]
}
