import type { IpcMainInvokeEvent } from 'electron'
import type { Methods } from '../shared/contract/ipc'
import { describe, expect, it } from 'vitest'
import { aView } from '../shared/contract/fixtures'
import { methods, methodsWithText } from '../shared/contract/ipc'
import type { ServedMethods } from './core/methods/methods'
import { AppError } from './core/base/errors'
import { JsonText } from './core/json/json-text'
import { serve } from './ipc'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>

const aQuery = { text: 'severity:high', showMerged: false, sort: [{ column: 'lastUpdate', descending: true }], utc: true } as const

/** Valid arguments of every method. */
const valid: { readonly [M in keyof Methods]: Parameters<Methods[M]> } = {
  settings: [],
  saveCredentials: [{ tenantId: 'contoso.onmicrosoft.com', clientId: '66666666-7777-4888-9999-000000000000', credential: { kind: 'saved' }, api: 'defender-xdr', cloud: 'worldwide', secretExpires: '2027-02-03', profileId: 'p' }],
  chooseCertificate: [],
  openCertificate: [{ passphrase: 'an opal' }],
  makeCertificate: [],
  savePublicPart: [],
  chosenCertificate: [],
  discardCertificate: [{ profileId: 'p' }],
  forgetCredentials: [{ profileId: 'p' }],
  chooseProfile: ['p'],
  addProfile: [],
  duplicateProfile: [],
  renameProfile: [{ profileId: 'p', name: 'Contoso' }],
  exportProfiles: [],
  importProfiles: [],
  openSample: [],
  closeSample: [],
  chooseFile: [],
  openDroppedFile: [{ path: '/home/mia/out.json' }],
  reopenFile: [],
  openRecentFile: ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'],
  recentFiles: [],
  clearRecentFiles: [],
  closeFile: [],
  preferences: [],
  saveView: [{ profileId: 'p', view: aView({ id: '' }) }],
  deleteView: [{ profileId: 'p', id: 'v' }],
  star: [{ profileId: 'p', ids: ['9007199254740993'], starred: true }],
  saveLayout: [{ profileId: 'p', layout: { columns: [{ column: 'name', width: 320.5, pinned: true }], density: 'compact', sort: [{ column: 'id', descending: false }], overview: 'tables' } }],
  saveTimes: [{ profileId: 'p', utc: true }],
  saveExportChoice: [{ profileId: 'p', choice: { what: 'shown', format: 'csv', manifest: false, withIds: true, columns: 'shown' } }],
  saveMyName: [{ profileId: 'p', name: '' }],
  quota: [],
  autoRefresh: [],
  chooseAutoRefresh: [{ minutes: 15, notifyFrom: 'high' }],
  access: [],
  renewAccess: [],
  testAccess: [],
  cancelAccessTest: [],
  inspectToken: [{ text: 'eyJ.eyJ.x' }],
  copySupport: [{ failure: 'secret-invalid', time: '2026-11-24 12:00:00Z', status: 401, aadsts: 'AADSTS7000215' }],
  testConnection: [],
  cancelConnectionTest: [],
  findTenant: [{ tenantId: 'contoso.onmicrosoft.com', api: 'defender-xdr', cloud: 'worldwide' }],
  copyName: ['Incident.Read.All'],
  startCollection: [{ kind: 'custom', field: 'createdTime', from: '2026-01-01T00:00:00.000Z', to: null }, 'refresh'],
  cancelCollection: [],
  resumeInterruptedCollection: [],
  collection: [],
  list: [{ query: aQuery, range: { from: 0, to: 60 }, find: ['7'], anchor: { id: '9007199254740993', latest: 12 } }],
  listRows: [{ version: 1, range: { from: 40, to: 100 } }],
  listIds: [{ version: 1, range: { from: 0, to: 100_000 } }],
  listed: ['9007199254740993'],
  frequencies: [{ query: aQuery, column: 'assignedTo' }],
  listCounts: [[aQuery, aQuery]],
  incidentsWith: [[{ type: 'File', key: '["sha256","ab"]' }]],
  markSeen: [],
  incident: ['9007199254740993'],
  seenChanges: ['9007199254740993'],
  incidentWithAlerts: ['9007199254740993'],
  incidentFields: [{ id: '1', part: 'alert', index: 0 }],
  rawJson: [{ id: '1', at: 0, from: 200 }],
  searchRawJson: [{ id: '1', text: 'evil' }],
  copyIncident: [{ id: '1', as: 'markdown' }],
  copyEntity: [{ id: '1', index: 0, defanged: true }],
  copyRawJson: [{ id: '1', at: 7, part: 'path' }],
  openIncident: ['1'],
  openHelp: ['app-registrations'],
  exportIncidents: [{ profileId: 'p', what: 'selected', format: 'json', manifest: true, withIds: false, query: aQuery, ids: ['1'], columns: ['id'], acceptIncomplete: false, acceptCut: false }],
  cancelExport: [],
  showExport: [],
  verifyExport: ['folder'],
  about: [],
  keyringNoticeShown: [],
  answerProxy: [{ user: 'mia', password: 'p' }],
  declineProxy: [],
}

/** Serves every method with `implementation`. @param isTrusted whether the calls come from the app's page. */
function served(isTrusted: boolean, implementation: () => unknown = () => 'done') {
  const handlers = new Map<string, Handler>()
  const unexpected: unknown[] = []
  const implementations = Object.fromEntries(methods.map(method => [method, implementation])) as unknown as ServedMethods
  serve({
    ipcMain: { handle: (name, handler) => { handlers.set(name, handler as Handler) } },
    loadMethods: async () => implementations,
    isTrusted: () => isTrusted,
    onUnexpected: error => unexpected.push(error),
  })
  return { unexpected, names: [...handlers.keys()], call: (method: string, ...args: unknown[]) => handlers.get(method)?.({} as IpcMainInvokeEvent, ...args) }
}

it('serves the methods of the contract and no others', () => {
  expect(served(true).names).toEqual([...methods])
})

it('sends JSON text that an implementation returns as it is', async () => {
  expect(await served(true, () => new JsonText('{"a":1}')).call('incident', '5')).toEqual({ ok: true, json: '{"a":1}' })
})

describe.each(methods)('%s', (method) => {
  it('responds to the app\'s page if the arguments are valid', async () => {
    expect(await served(true).call(method, ...valid[method])).toEqual(methodsWithText.has(method) ? { ok: true, json: '"done"' } : { ok: true, value: 'done' })
  })

  it('rejects every other frame', async () => {
    expect(await served(false).call(method, ...valid[method])).toEqual({ ok: false, failure: { code: 'unexpected', details: {} } })
  })

  it.each([[[{}]], [[null, null]], [['../../etc']], [[{ kind: 'last', hours: 47 }]], [[[]]]])('rejects the arguments %j', async (args) => {
    expect(await served(true).call(method, ...args)).toEqual({ ok: false, failure: { code: 'invalid-input', details: {} } })
  })
})

it('returns no error message, only the code and details of an AppError', async () => {
  const leaky = served(true, () => { throw new Error('secret=abc') })
  expect(await leaky.call('settings')).toEqual({ ok: false, failure: { code: 'unexpected', details: {} } })
  expect(leaky.unexpected).toHaveLength(1)
  const expected = served(true, () => { throw new AppError('dns', { host: 'h' }) })
  expect(await expected.call('settings')).toEqual({ ok: false, failure: { code: 'dns', details: { host: 'h' } } })
})

it.each([
  [{ tenantId: 'common', clientId: valid.saveCredentials[0].clientId, credential: { kind: 'secret', clientSecret: 'x' } }],
  [{ ...valid.saveCredentials[0], tenantId: 'a/../b.example' }],
  [{ ...valid.saveCredentials[0], clientId: 'x' }],
  [{ ...valid.saveCredentials[0], credential: { kind: 'secret', clientSecret: '' } }],
  [{ ...valid.saveCredentials[0], credential: { kind: 'secret', clientSecret: 'x'.repeat(5000) } }],
  [{ ...valid.saveCredentials[0], credential: { kind: 'certificate-file' } }],
  [{ ...valid.saveCredentials[0], credential: { kind: 'secret', clientSecret: ' -----BEGIN PRIVATE KEY----- MII' } }],
  [{ ...valid.saveCredentials[0], secretExpires: '2027-02-31' }],
  [{ ...valid.saveCredentials[0], secretExpires: '3 Feb 2027' }],
])('rejects invalid credentials (%#)', async (input) => {
  expect(await served(true).call('saveCredentials', input)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
})

it.each([
  ['inspectToken', { text: 'x'.repeat(1024 * 1024 + 1) }],
  ['exportIncidents', { ...valid.exportIncidents[0], ids: ['../1'] }],
  ['exportIncidents', { ...valid.exportIncidents[0], ids: Array.from({ length: 1_000_001 }, () => '1') }],
  ['exportIncidents', { ...valid.exportIncidents[0], format: 'exe' }],
  ['exportIncidents', { ...valid.exportIncidents[0], columns: [] }],
  ['inspectToken', { text: 7 }],
  ['copySupport', { ...valid.copySupport[0], failure: 'anything, of any length' }],
  ['copySupport', { ...valid.copySupport[0], status: 7 }],
  ['copySupport', { ...valid.copySupport[0], correlationId: 'x'.repeat(301) }],
])('%s rejects text that is too long or not allowed (%#)', async (method, input) => {
  expect(await served(true).call(method, input)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
})

it.each([
  ['rawJson', { ...valid.rawJson[0], at: -1 }],
  ['rawJson', { ...valid.rawJson[0], from: 0.5 }],
  ['searchRawJson', { id: '1', text: 'e' }],
  ['searchRawJson', { id: '1', text: 'x'.repeat(201) }],
  ['copyIncident', { id: '1', as: 'html' }],
  ['copyEntity', { ...valid.copyEntity[0], index: '0' }],
  ['copyRawJson', { ...valid.copyRawJson[0], part: 'text' }],
  ['incidentFields', { ...valid.incidentFields[0], id: '../2' }],
])('%s rejects invalid arguments (%#)', async (method, input) => {
  expect(await served(true).call(method, input)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
})

it('rejects a time window that ends before it begins', async () => {
  const window = { kind: 'custom', field: 'createdTime', from: '2026-01-02T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }
  expect(await served(true).call('startCollection', window, 'refresh')).toMatchObject({ ok: false })
})
