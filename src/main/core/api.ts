/** @file What the app can do: one short function a method of the contract. */
import type { Api } from '../../shared/ipc'
import type { About, CredentialInput, HelpPage, Settings } from '../../shared/model'
import type { ProxyAnswer } from '../../shared/proxy'
import type { AutoRefresher } from './auto-refresh'
import type { Cloud } from './cloud'
import type { Collections } from './collections'
import type { Source } from './incident-detail'
import type { Quota } from './quota'
import type { Credentials } from './sign-in'
import type { Tokens } from './tokens'
import type { Vault } from './vault'
import type { Buffer } from 'node:buffer'
import path from 'node:path'
import { notAboutCredentials } from './entra-errors'
import { AppError } from './errors'
import { exportName, jsonArray } from './export'
import { detailLink, toDetail } from './incident-detail'
import { helpPages } from './portal'

export interface SaveQuestion {
  readonly fileName: string
  readonly incidents: number
  readonly complete: boolean
}

export interface ApiDeps {
  readonly cloud: Cloud
  readonly vault: Vault
  readonly tokens: Tokens
  readonly collections: Collections
  readonly autoRefresh: AutoRefresher
  /** Of the profile in use. */
  readonly quota: () => Pick<Quota, 'state'>
  /** Asks where to save; null when cancelled. */
  readonly askWhereToSave: (question: SaveQuestion) => Promise<string | null>
  /** Writes a whole file or nothing; holds back quitting meanwhile. Returns bytes. */
  readonly writeFile: (file: string, chunks: Iterable<Buffer>) => Promise<number>
  readonly openLink: (url: URL) => Promise<void>
  readonly about: () => About
  readonly onKeyringNoticeShown: () => void
  /** Ends the question of a proxy, if one is asked; null: they would rather not. */
  readonly answerProxy: (answer: ProxyAnswer | null) => void
  readonly emitSettings: (settings: Settings) => void
  /** ms since 1970. */
  readonly now: () => number
}

/** The credentials that an input means: without a secret, the saved one of the same tenant and client. */
async function completed(input: CredentialInput, vault: Vault): Promise<Credentials> {
  if (input.clientSecret !== null) return { ...input, clientSecret: input.clientSecret }
  const saved = await vault.load()
  if (saved.tenantId !== input.tenantId || saved.clientId !== input.clientId) throw new AppError('secret-missing')
  return { ...saved, api: input.api }
}

function credentialMethods({ vault, tokens, collections, emitSettings }: ApiDeps): Pick<Api, 'settings' | 'saveCredentials' | 'forgetCredentials'> {
  /** Saves, and drops what belongs to other credentials. */
  const save = async (credentials: Credentials): Promise<Settings> => {
    const before = vault.status().profile
    const settings = await vault.save(credentials)
    if (before?.tenantId !== credentials.tenantId || before.clientId !== credentials.clientId || before.api !== credentials.api) collections.clear()
    emitSettings(settings)
    return settings
  }
  return {
    settings: () => vault.status(),
    saveCredentials: async (input) => {
      const credentials = await completed(input, vault)
      try {
        const { access, keep } = await tokens.check(credentials)
        const settings = await save(credentials)
        keep()
        return { settings, check: { kind: 'accepted', access } }
      } catch (error) {
        if (!(error instanceof AppError) || !notAboutCredentials.has(error.code)) throw error
        tokens.forget()
        return { settings: await save(credentials), check: { kind: 'unchecked', failure: error.failure } }
      }
    },
    forgetCredentials: async () => {
      const settings = vault.forget()
      tokens.forget()
      collections.clear()
      emitSettings(settings)
      return settings
    },
  }
}

function incidentMethods({ cloud, vault, collections, openLink }: ApiDeps): Pick<Api, 'incidents' | 'incident' | 'openIncident'> {
  const find = (id: string): Source => {
    const shown = collections.shown()
    const incident = shown?.incidents.get(id)
    if (!shown || !incident) throw new AppError('incident-not-found')
    return { incident, api: shown.api.kind, cloud, tenantId: vault.status().profile?.tenantId ?? '' }
  }
  return {
    incidents: () => collections.list(),
    incident: id => toDetail(find(id)),
    openIncident: async (id) => {
      const link = detailLink(find(id))
      if (!link) throw new AppError('link-not-allowed')
      await openLink(link)
    },
  }
}

function exportIncidents({ collections, askWhereToSave, writeFile, now }: ApiDeps): Api['exportIncidents'] {
  return async ({ acceptIncomplete }) => {
    const shown = collections.shown()
    if (!shown) throw new AppError('nothing-to-export')
    const { collection, incidents } = shown
    const complete = collection.outcome?.kind === 'complete'
    if (!complete && !acceptIncomplete) throw new AppError('list-incomplete')
    const file = await askWhereToSave({ fileName: exportName(collection.startedAt, complete), incidents: incidents.count(), complete })
    if (file === null) return { kind: 'cancelled' }
    const started = now()
    const bytes = await writeFile(file, jsonArray(Array.from(incidents.all(), incident => incident.bytes)))
    return { kind: 'saved', fileName: path.basename(file), folder: path.dirname(file), incidents: incidents.count(), bytes, elapsedMs: now() - started }
  }
}

export function createApi(deps: ApiDeps): Api {
  const { tokens, collections, autoRefresh, openLink } = deps
  return {
    ...credentialMethods(deps),
    ...incidentMethods(deps),
    exportIncidents: exportIncidents(deps),
    quota: () => deps.quota().state(),
    access: () => tokens.access(),
    renewAccess: () => tokens.renew(),
    autoRefresh: () => autoRefresh.choice(),
    chooseAutoRefresh: choice => autoRefresh.choose(choice),
    startCollection: async (window, how) => {
      autoRefresh.startedByHand(window)
      collections.start(window, { how })
    },
    cancelCollection: () => collections.cancel(),
    openHelp: async (page: HelpPage) => openLink(new URL(helpPages[page])),
    about: deps.about,
    keyringNoticeShown: deps.onKeyringNoticeShown,
    answerProxy: answer => deps.answerProxy(answer),
    declineProxy: () => deps.answerProxy(null),
  }
}
