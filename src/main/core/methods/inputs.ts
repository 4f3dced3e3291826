/** @file Schemas for the arguments of each method. Their messages are fixed, because the validator's own messages repeat the value, which may be a secret. */
import type { Methods } from '../../../shared/contract/ipc'
import path from 'node:path'
import * as v from 'valibot'
import { isKeyText } from '../../../shared/contract/credential'
import { isGuid, isTenantId, trimmedId } from '../../../shared/values/ids'
import { isIncidentId } from '../../../shared/values/incident-id'
import { notificationLevels, refreshIntervals } from '../../../shared/vocabulary/auto-refresh'
import { apis, clouds } from '../../../shared/vocabulary/clouds'
import { valuesOf } from '../../../shared/vocabulary/known-values'
import { maxPastedCharacters } from '../../../shared/contract/ipc'
import { timeWindow } from '../base/time-window-schema'
import { maxStars } from '../../../shared/contract/preferences'
import { columns, density, exportChoice, myName, overview, savedViewId, sort, view, viewQuery } from '../preferences/schemas'
import { maxSelected } from '../../../shared/contract/export'
import { maxEntities, maxQueries, maxRows } from '../../../shared/contract/list'
import { columnIds } from '../../../shared/contract/row'
import { copyFormats } from '../../../shared/contract/detail'
import { searchLength } from '../../../shared/contract/raw-json'

/** The output of each schema must have the type of the method's parameters. */
type Inputs = { readonly [M in keyof Methods]: v.GenericSchema<unknown, Parameters<Methods[M]>> }

const nothing = v.strictTuple([])

export const profileId = v.pipe(v.string('profile'), v.regex(/^[\w-]{1,64}$/, 'profile'))

/** Returns whether a day exists: 31 February has the right form but does not exist. */
const isDay = (text: string): boolean => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false

const tenant = {
  tenantId: v.pipe(v.string('tenant'), v.transform(trimmedId), v.check(isTenantId, 'tenant')),
  api: v.picklist(valuesOf(apis), 'api'),
  cloud: v.picklist(valuesOf(clouds), 'cloud'),
}
const credentials = v.object({
  ...tenant,
  profileId,
  clientId: v.pipe(v.string('client'), v.transform(trimmedId), v.check(isGuid, 'client')),
  credential: v.variant('kind', [
    v.object({ kind: v.literal('saved') }),
    v.object({ kind: v.literal('secret'), clientSecret: v.pipe(v.string('secret'), v.minLength(1, 'secret'), v.maxLength(4096, 'secret'), v.check(value => !isKeyText(value), 'secret')) }),
    v.object({ kind: v.literal('certificate') }),
  ], 'credential'),
  secretExpires: v.nullable(v.pipe(v.string('date'), v.isoDate('date'), v.check(isDay, 'date'))),
})

/** The maximum length of a path in characters: the longest that Windows and Linux allow. */
const maxPath = 32_767
const isPlainPath = (file: string): boolean => path.isAbsolute(file) && !file.includes('\0')

const passphrase = v.pipe(v.string('passphrase'), v.maxLength(4096, 'passphrase'))
/** One fact of the text for support. */
const fact = v.exactOptional(v.pipe(v.string('fact'), v.maxLength(300, 'fact')))

const supportFacts = v.object({
  failure: v.pipe(v.string('failure'), v.regex(/^[a-z-]{1,40}$/, 'failure')),
  time: v.pipe(v.string('time'), v.maxLength(100, 'time')),
  host: fact,
  status: v.exactOptional(v.pipe(v.number('status'), v.integer('status'), v.minValue(100, 'status'), v.maxValue(599, 'status'))),
  serverCode: fact,
  aadsts: fact,
  target: fact,
  correlationId: fact,
  traceId: fact,
})

const incidentId = v.pipe(v.string('id'), v.check(isIncidentId, 'id'))
/** A position in a list or in a text. */
const position = v.pipe(v.number('position'), v.safeInteger('position'), v.minValue(0, 'position'))
const searchText = v.pipe(v.string('text'), v.minLength(searchLength.min, 'text'), v.maxLength(searchLength.max, 'text'))

const count = v.pipe(v.number('count'), v.safeInteger('count'), v.minValue(0, 'count'))
/** A list has no more rows than an array can hold, and the page never asks for more than the rows that it shows. */
const rowRange = v.pipe(v.object({ from: count, to: count }), v.check(({ from, to }) => from <= to && to - from <= maxRows, 'range'))
const idRange = v.object({ from: count, to: count })
const column = v.picklist(columnIds, 'column')
const listQuery = v.object({
  text: viewQuery,
  showMerged: v.boolean('merged'),
  sort,
  utc: v.boolean('utc'),
})
/** Checked as a whole: a schema for each ID would block main for some 100 ms. */
const selectedIds = v.custom<readonly string[]>(
  ids => Array.isArray(ids) && ids.length <= maxSelected && ids.every(id => typeof id === 'string' && isIncidentId(id)), 'ids',
)
const exportRequest = v.object({
  ...v.omit(exportChoice, ['columns']).entries,
  profileId,
  query: listQuery,
  ids: selectedIds,
  columns: v.nullable(v.pipe(v.array(column, 'columns'), v.minLength(1, 'columns'), v.maxLength(columnIds.length, 'columns'))),
  acceptIncomplete: v.boolean('accept'),
  acceptCut: v.boolean('accept'),
})
const entityIds = v.pipe(v.array(v.object({ type: v.string('type'), key: v.string('key') }), 'entities'), v.minLength(1, 'entities'), v.maxLength(maxEntities, 'entities'))

const inputs: Inputs = {
  settings: nothing,
  saveCredentials: v.strictTuple([credentials]),
  chooseCertificate: nothing,
  openCertificate: v.strictTuple([v.object({ passphrase })]),
  makeCertificate: nothing,
  savePublicPart: nothing,
  chosenCertificate: nothing,
  discardCertificate: v.strictTuple([v.object({ profileId })]),
  forgetCredentials: v.strictTuple([v.object({ profileId })]),
  chooseProfile: v.strictTuple([profileId]),
  addProfile: nothing,
  duplicateProfile: nothing,
  renameProfile: v.strictTuple([v.object({ profileId, name: v.pipe(v.string('name'), v.trim(), v.maxLength(100, 'name')) })]),
  exportProfiles: nothing,
  importProfiles: nothing,
  openSample: nothing,
  closeSample: nothing,
  chooseFile: nothing,
  openDroppedFile: v.strictTuple([v.object({ path: v.pipe(v.string('path'), v.maxLength(maxPath, 'path'), v.check(isPlainPath, 'path')) })]),
  reopenFile: nothing,
  openRecentFile: v.strictTuple([v.pipe(v.string('id'), v.regex(/^[\w-]{43}$/, 'id'))]),
  recentFiles: nothing,
  clearRecentFiles: nothing,
  closeFile: nothing,
  access: nothing,
  renewAccess: nothing,
  testAccess: nothing,
  cancelAccessTest: nothing,
  inspectToken: v.strictTuple([v.object({ text: v.pipe(v.string('token'), v.maxLength(maxPastedCharacters, 'token')) })]),
  copySupport: v.strictTuple([supportFacts]),
  testConnection: nothing,
  cancelConnectionTest: nothing,
  findTenant: v.strictTuple([v.object(tenant)]),
  copyName: v.strictTuple([v.pipe(v.string('name'), v.regex(/^[\w. ]{1,60}$/, 'name'))]),
  startCollection: v.strictTuple([timeWindow, v.picklist(['refresh', 'reload'], 'how')]),
  cancelCollection: nothing,
  resumeInterruptedCollection: nothing,
  preferences: nothing,
  saveView: v.strictTuple([v.object({ profileId, view, before: v.optional(savedViewId) })]),
  deleteView: v.strictTuple([v.object({ profileId, id: savedViewId })]),
  star: v.strictTuple([v.object({ profileId, ids: v.pipe(v.array(incidentId, 'ids'), v.maxLength(maxStars, 'ids')), starred: v.boolean('starred') })]),
  saveLayout: v.strictTuple([v.object({ profileId, layout: v.object({ columns, density, sort, overview }) })]),
  saveTimes: v.strictTuple([v.object({ profileId, utc: v.boolean('utc') })]),
  saveExportChoice: v.strictTuple([v.object({ profileId, choice: exportChoice })]),
  saveMyName: v.strictTuple([v.object({ profileId, name: myName })]),
  collection: nothing,
  list: v.strictTuple([v.object({
    query: listQuery,
    range: rowRange,
    find: v.pipe(v.array(incidentId, 'find'), v.maxLength(10, 'find')),
    anchor: v.nullable(v.object({ id: incidentId, latest: count })),
  })]),
  listRows: v.strictTuple([v.object({ version: count, range: rowRange })]),
  listIds: v.strictTuple([v.object({ version: count, range: idRange })]),
  listed: v.strictTuple([incidentId]),
  frequencies: v.strictTuple([v.object({ query: listQuery, column })]),
  listCounts: v.strictTuple([v.pipe(v.array(listQuery, 'queries'), v.minLength(1, 'queries'), v.maxLength(maxQueries, 'queries'))]),
  incidentsWith: v.strictTuple([entityIds]),
  markSeen: nothing,
  quota: nothing,
  autoRefresh: nothing,
  chooseAutoRefresh: v.strictTuple([v.object({ minutes: v.picklist(valuesOf(refreshIntervals), 'minutes'), notifyFrom: v.picklist(valuesOf(notificationLevels), 'severity') })]),
  incident: v.strictTuple([incidentId]),
  seenChanges: v.strictTuple([incidentId]),
  incidentWithAlerts: v.strictTuple([incidentId]),
  incidentFields: v.strictTuple([v.object({ id: incidentId, part: v.picklist(['alert', 'entity'], 'part'), index: position })]),
  rawJson: v.strictTuple([v.object({ id: incidentId, at: position, from: position })]),
  searchRawJson: v.strictTuple([v.object({ id: incidentId, text: searchText })]),
  copyIncident: v.strictTuple([v.object({ id: incidentId, as: v.picklist(copyFormats, 'format') })]),
  copyEntity: v.strictTuple([v.object({ id: incidentId, index: position, defanged: v.boolean('defanged') })]),
  copyRawJson: v.strictTuple([v.object({ id: incidentId, at: position, part: v.picklist(['value', 'path'], 'part') })]),
  openIncident: v.strictTuple([incidentId]),
  openHelp: v.strictTuple([v.picklist(['app-registrations', 'enterprise-applications', 'defender-portal', 'permissions-help', 'graph-permissions-help', 'incidents-api-help'], 'page')]),
  exportIncidents: v.strictTuple([exportRequest]),
  cancelExport: nothing,
  showExport: nothing,
  verifyExport: v.strictTuple([v.picklist(['last', 'file', 'folder'], 'target')]),
  about: nothing,
  keyringNoticeShown: nothing,
  answerProxy: v.strictTuple([v.object({
    user: v.pipe(v.string('user'), v.maxLength(512, 'user')),
    password: v.pipe(v.string('password'), v.maxLength(4096, 'password')),
  })]),
  declineProxy: nothing,
}

/** Returns the validated arguments of a call; null if the method does not accept them. */
export function readArguments(method: keyof Methods, args: readonly unknown[]): readonly unknown[] | null {
  const parsed = v.safeParse(inputs[method], args)
  return parsed.success ? parsed.output : null
}
