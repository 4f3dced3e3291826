import type { Settings } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { createSampleMethods } from './sample-methods'

function setUp() {
  const happened: string[] = []
  let source: Settings['source'] = 'live'
  const session = {
    vault: { profile: () => null, status: () => { throw new Error('not needed') } }, holdsKey: () => false, leave: () => undefined,
    autoRefresh: { startedByUser: () => { happened.push('followed') } },
    collections: { start: (window: object, { how }: { readonly how: string }) => { happened.push(`${how} ${JSON.stringify(window)}`) } },
  }
  const methods = createSampleMethods({
    profiles: {
      openTemporary: ({ source: opened }, create) => {
        source = opened
        return create(() => true, 's')
      },
      closeTemporary: (closed) => { if (source === closed) source = 'live' },
      settings: () => ({ source }) as Settings,
    },
    createSampleSession: () => session,
    emitSettings: settings => happened.push(`settings: ${settings.source}`),
  })
  return { methods, happened }
}

it('opening the sample data tells the page and loads the list', () => {
  const { methods, happened } = setUp()
  expect(methods.openSample()).toEqual({ source: 'sample' })
  expect(happened).toEqual(['settings: sample', 'followed', 'reload {"kind":"last","hours":48}'])
})

it('opening it again loads nothing', () => {
  const { methods, happened } = setUp()
  methods.openSample()
  happened.length = 0
  methods.openSample()
  expect(happened).toEqual(['settings: sample'])
})

it('closing it tells the page', () => {
  const { methods, happened } = setUp()
  methods.openSample()
  expect(methods.closeSample()).toEqual({ source: 'live' })
  expect(happened.at(-1)).toBe('settings: live')
})
