/** @file Implements the methods of the IPC contract, one short function each. */
import type { Methods } from '../../../shared/contract/ipc'
import type { About, HelpPage } from '../../../shared/contract/app'
import type { TenantChoice } from '../../../shared/contract/model'
import type { ProxyAnswer } from '../../../shared/contract/proxy'
import type { AutoRefresher } from '../collection/refresh/auto-refresh'
import type { Certificates } from '../credentials/certificates'
import type { Collections } from '../collection/runs/collections'
import type { AsyncQueries } from '../list/list-index'
import type { ConnectionTest } from '../diagnostics/connection-test'
import type { IncidentMethodDeps, ServedIncidentMethods } from './incident-methods'
import type { Interruptions } from './restart-recovery'
import type { CredentialMethodDeps } from './credential-methods'
import type { ExportMethodDeps } from './export-methods'
import type { FileMethodDeps } from './file-methods'
import type { ProfileMethodDeps } from './profile-methods'
import type { SampleMethodDeps } from './sample-methods'
import type { SwitchableSession } from '../profiles/profiles'
import type { ProfilesAndTemporary } from '../profiles/temporary-profile'
import type { Preferences } from '../preferences/preferences'
import type { LiftableQuota } from '../network/quota/quota'
import type { TokenTest } from '../diagnostics/token-test'
import type { Tokens } from '../token/tokens'
import type { Vault } from '../credentials/vault'
import { cloudOf } from '../microsoft/clouds'
import { helpPage, linkHosts } from '../microsoft/portal'
import { createCredentialMethods } from './credential-methods'
import { createPreferenceMethods } from './preference-methods'
import { createExportMethods } from './export-methods'
import { createFileMethods } from './file-methods'
import { createIncidentMethods } from './incident-methods'
import { createProfileMethods } from './profile-methods'
import { createSampleMethods } from './sample-methods'
import { inspectPasted } from '../token/claims/pasted-token'
import { supportText } from './support-text'

/** Everything that belongs to one profile while the app runs: credentials, token, incidents. */
export interface ProfileSession extends SwitchableSession {
  readonly vault: Vault
  readonly tokens: Tokens
  readonly tokenTest: TokenTest
  readonly certificates: Certificates
  readonly collections: Collections
  readonly list: AsyncQueries
  readonly connectionTest: ConnectionTest
  readonly autoRefresh: AutoRefresher
  readonly preferences: Preferences
  readonly quota: () => Pick<LiftableQuota, 'state' | 'lift'>
}

export interface MethodDeps extends
  ProfileMethodDeps, CredentialMethodDeps, Omit<ExportMethodDeps, 'profiles'>, Omit<IncidentMethodDeps, 'profiles'>, Omit<FileMethodDeps, 'profiles'>,
  Omit<SampleMethodDeps<ProfileSession>, 'profiles'> {
  readonly profiles: ProfilesAndTemporary<ProfileSession>
  readonly interruptions: Pick<Interruptions, 'resume'>
  /** Resolves if the tenant exists in its cloud. Sends no credentials. */
  readonly findTenant: (where: TenantChoice) => Promise<void>
  readonly about: () => About
  /** Called when the page has painted the notice of the keyring prompt, for which main waits. */
  readonly confirmKeyringNotice: () => void
  /** Answers the proxy's request for credentials, if there is one; null declines the request. */
  readonly answerProxy: (answer: ProxyAnswer | null) => void
  /** ms since 1970. */
  readonly now: () => number
}

function listMethods({ profiles }: MethodDeps): Pick<Methods, 'collection' | 'list' | 'listRows' | 'listIds' | 'listed' | 'frequencies' | 'listCounts' | 'incidentsWith' | 'markSeen'> {
  const queries = () => profiles.current().list
  return {
    collection: () => profiles.current().collections.state(),
    list: request => queries().view(request),
    listRows: ({ version, range }) => queries().rows(version, range),
    listIds: ({ version, range }) => queries().ids(version, range),
    listed: id => queries().listed(id),
    frequencies: ({ query, column }) => queries().frequencies(query, column),
    listCounts: all => queries().counts(all),
    incidentsWith: entities => queries().incidentsWith(entities),
    markSeen: () => profiles.current().collections.markSeen(),
  }
}

/** The methods of the contract as main performs them. */
export type ServedMethods = Omit<Methods, keyof ServedIncidentMethods> & ServedIncidentMethods

export function createMethods(deps: MethodDeps): ServedMethods {
  const { profiles, openLink } = deps
  const session = () => profiles.current()
  return {
    ...createCredentialMethods(deps),
    ...createProfileMethods(deps),
    ...createSampleMethods(deps),
    ...createFileMethods(deps),
    ...createPreferenceMethods(deps),
    ...listMethods(deps),
    ...createIncidentMethods(deps),
    ...createExportMethods(deps),
    quota: () => session().quota().state(),
    access: () => session().tokens.access(),
    renewAccess: () => session().tokens.renew(),
    testAccess: () => {
      session().quota().lift()
      return session().tokenTest.run()
    },
    cancelAccessTest: () => session().tokenTest.cancel(),
    testConnection: () => {
      session().quota().lift()
      return session().connectionTest.run()
    },
    cancelConnectionTest: () => session().connectionTest.cancel(),
    findTenant: deps.findTenant,
    copyName: deps.copyText,
    inspectToken: ({ text }) => inspectPasted(text, session().vault.profile(), deps.now()),
    copySupport: facts => deps.copyText(supportText(facts, deps.about())),
    autoRefresh: () => session().autoRefresh.choice(),
    chooseAutoRefresh: choice => session().autoRefresh.choose(choice),
    startCollection: async (window, how) => {
      const { autoRefresh, collections, quota } = session()
      // The user may try again before the wait that the service requested has passed. Auto-refresh may not.
      quota().lift()
      autoRefresh.startedByUser(window)
      collections.start(window, { how, startedBy: 'person' })
    },
    cancelCollection: () => session().collections.cancel(),
    resumeInterruptedCollection: deps.interruptions.resume,
    openHelp: async (page: HelpPage) => {
      const cloud = cloudOf(session().vault.profile())
      await openLink(helpPage(page, cloud), linkHosts(cloud))
    },
    about: deps.about,
    keyringNoticeShown: deps.confirmKeyringNotice,
    answerProxy: answer => deps.answerProxy(answer),
    declineProxy: () => deps.answerProxy(null),
  }
}
