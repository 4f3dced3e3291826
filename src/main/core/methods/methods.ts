/** @file What the app can do: one short function a method of the contract. */
import type { Methods } from '../../../shared/contract/ipc'
import type { About, HelpPage } from '../../../shared/contract/app'
import type { Profile } from '../../../shared/contract/model'
import type { ProxyAnswer } from '../../../shared/contract/proxy'
import type { AutoRefresher } from '../collection/refresh/auto-refresh'
import type { Certificates } from '../credentials/certificates'
import type { Collections } from '../collection/runs/collections'
import type { Incident } from '../incident/incident'
import type { IncidentApi } from '../microsoft/incident-apis'
import type { ConnectionTest } from '../diagnostics/connection-test'
import type { Source } from '../incident/incident-detail'
import type { Interruptions } from './restart-recovery'
import type { CredentialMethodDeps } from './credential-methods'
import type { ProfileMethodDeps } from './profile-methods'
import type { BasicSession, Profiles } from '../profiles/profiles'
import type { LiftableQuota } from '../network/quota/quota'
import type { TokenTest } from '../diagnostics/token-test'
import type { Tokens } from '../token/tokens'
import type { Vault } from '../credentials/vault'
import type { Buffer } from 'node:buffer'
import path from 'node:path'
import { cloudOf } from '../microsoft/clouds'
import { AppError } from '../base/errors'
import { exportName, jsonArray } from '../export/export'
import { detailLink, toDetail } from '../incident/incident-detail'
import { helpPage, linkHosts } from '../microsoft/portal'
import { createCredentialMethods } from './credential-methods'
import { createProfileMethods } from './profile-methods'
import { inspectPasted } from '../token/claims/pasted-token'
import { supportText } from './support-text'

export interface SaveQuestion {
  readonly fileName: string
  readonly incidents: number
  readonly complete: boolean
  /** How many of them are there without their alerts. */
  readonly withoutAlerts: number
}

/** What belongs to one profile: its credentials, its token, its incidents. */
export interface ProfileSession extends BasicSession {
  readonly vault: Vault
  readonly tokens: Tokens
  readonly tokenTest: TokenTest
  readonly certificates: Certificates
  readonly collections: Collections
  readonly connectionTest: ConnectionTest
  readonly autoRefresh: AutoRefresher
  readonly quota: () => Pick<LiftableQuota, 'state' | 'lift'>
}

export interface MethodDeps extends ProfileMethodDeps, CredentialMethodDeps {
  readonly profiles: Profiles<ProfileSession>
  readonly interruptions: Pick<Interruptions, 'resume'>
  /** Asks where to save; null when cancelled. */
  readonly askWhereToSave: (question: SaveQuestion) => Promise<string | null>
  /** Writes a whole file or nothing; holds back quitting meanwhile. Returns bytes. */
  readonly writeFile: (file: string, chunks: Iterable<Buffer>) => Promise<number>
  readonly openLink: (url: URL, hosts: readonly string[]) => Promise<void>
  /** Resolves once the text is on the clipboard. */
  readonly copyText: (text: string) => Promise<void>
  readonly about: () => About
  readonly onKeyringNoticeShown: () => void
  /** Ends the question of a proxy, if one is asked; null: they would rather not. */
  readonly answerProxy: (answer: ProxyAnswer | null) => void
  /** ms since 1970. */
  readonly now: () => number
}

function incidentMethods({ profiles, openLink }: MethodDeps): Pick<Methods, 'incidents' | 'incident' | 'incidentWithAlerts' | 'openIncident'> {
  const sourceOf = (incident: Incident, { kind: api }: IncidentApi, profile: Profile | null): Source =>
    ({ incident, api, cloud: cloudOf(profile), tenantId: profile?.tenantId ?? '' })
  const find = (id: string): Source => {
    const { collections, vault } = profiles.current()
    const shown = collections.shown()
    const incident = shown?.incidents.get(id)
    if (!shown || !incident) throw new AppError('incident-not-found')
    return sourceOf(incident, shown.api, vault.profile())
  }
  return {
    incidents: () => profiles.current().collections.list(),
    incident: id => toDetail(find(id)),
    incidentWithAlerts: async (id) => {
      const { collections, vault } = profiles.current()
      const { incident, api } = await collections.withAlerts(id)
      return toDetail(sourceOf(incident, api, vault.profile()))
    },
    openIncident: async (id) => {
      const source = find(id)
      const link = detailLink(source)
      if (!link) throw new AppError('link-not-allowed')
      await openLink(link, linkHosts(source.cloud))
    },
  }
}

function exportIncidents({ profiles, askWhereToSave, writeFile, now }: MethodDeps): Methods['exportIncidents'] {
  return async ({ profileId, acceptIncomplete }) => {
    // The person may have switched in the moment of pressing: never the list of a profile that was not in sight.
    const shown = profileId === profiles.currentId() ? profiles.current().collections.shown() : null
    if (!shown) throw new AppError('nothing-to-export')
    const { collection, incidents } = shown
    const complete = collection.outcome?.kind === 'complete'
    if (!complete && !acceptIncomplete) throw new AppError('list-incomplete')
    const facts = { complete, withoutAlerts: incidents.withoutAlerts() }
    const file = await askWhereToSave({ fileName: exportName(collection.startedAt, facts), incidents: incidents.count(), ...facts })
    if (file === null) return { kind: 'cancelled' }
    const started = now()
    const withoutAlerts = incidents.withoutAlerts()
    const bytes = await writeFile(file, jsonArray(Array.from(incidents.all(), incident => incident.bytes)))
    return { kind: 'saved', fileName: path.basename(file), folder: path.dirname(file), incidents: incidents.count(), withoutAlerts, bytes, elapsedMs: now() - started }
  }
}

export function createMethods(deps: MethodDeps): Methods {
  const { profiles, openLink } = deps
  const session = () => profiles.current()
  return {
    ...createCredentialMethods(deps),
    ...createProfileMethods(deps),
    ...incidentMethods(deps),
    exportIncidents: exportIncidents(deps),
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
    copyName: deps.copyText,
    inspectToken: ({ text }) => inspectPasted(text, session().vault.profile(), deps.now()),
    copySupport: facts => deps.copyText(supportText(facts, deps.about())),
    autoRefresh: () => session().autoRefresh.choice(),
    chooseAutoRefresh: choice => session().autoRefresh.choose(choice),
    startCollection: async (window, how) => {
      const { autoRefresh, collections, quota } = session()
      // The service may have named too long a wait, or may answer again by now. Automatic refreshes respect the block.
      quota().lift()
      autoRefresh.startedByHand(window)
      collections.start(window, { how, startedBy: 'person' })
    },
    cancelCollection: () => session().collections.cancel(),
    resumeInterruptedCollection: deps.interruptions.resume,
    openHelp: async (page: HelpPage) => {
      const cloud = cloudOf(session().vault.profile())
      await openLink(helpPage(page, cloud), linkHosts(cloud))
    },
    about: deps.about,
    keyringNoticeShown: deps.onKeyringNoticeShown,
    answerProxy: answer => deps.answerProxy(answer),
    declineProxy: () => deps.answerProxy(null),
  }
}
