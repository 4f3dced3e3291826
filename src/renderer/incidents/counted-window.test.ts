import type { FileList } from '../../shared/contract/opened-file'
import { expect, it } from 'vitest'
import { aCollection } from '../../shared/contract/fixtures'
import { countedWindow } from './counted-window'

const last24 = { kind: 'last', hours: 24 } as const
const last48 = { kind: 'last', hours: 48 } as const
const record = { window: last24 } as FileList['record']
const aFile = (given: Partial<FileList>) => ({ failure: null, reading: null, record: null, ...given }) as FileList

it.each([
  ['there is no list', null, null, null],
  ['no incident of the first list has arrived', null, aCollection({ window: last48, incidents: 0 }), null],
  ['the first incidents have arrived', null, aCollection({ window: last48, incidents: 100 }), last48],
  ['a list without incidents is shown', aCollection({ window: last48, incidents: 0 }), null, last48],
  ['a list is shown and another one arrives', aCollection({ window: last48, incidents: 5 }), aCollection({ window: last24, incidents: 100 }), last48],
])('views are counted in the right window if %s', (_name, shown, running, window) => {
  expect(countedWindow(null, shown, running)).toEqual(window)
})

it.each([
  ['cannot be opened', { failure: { code: 'unexpected', details: {} } } as const, null],
  ['has no incident yet', { reading: { readBytes: 1, bytes: 9, incidents: 0 }, record }, null],
  ['is being read', { reading: { readBytes: 1, bytes: 9, incidents: 3 }, record }, last24],
  ['names its window', { record }, last24],
  ['does not name its window', {}, 'unknown'],
])('views are counted in the right window if a file %s', (_name, given, window) => {
  expect(countedWindow(aFile(given), null, null)).toEqual(window)
})
