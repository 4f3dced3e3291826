import type { Listed } from '../../../shared/contract/list'
import { afterEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse } from '../../testing/fake-bridge'
import { aRow } from '../../../shared/contract/fixtures'
import { useIncidentById } from './use-incident-by-id'

afterEach(() => vi.unstubAllGlobals())

const listed = (name: string): Listed => ({
  row: { row: aRow({ name }), changes: null, starred: false, hit: null }, mergedInto: null, isInCircle: false, merged: [],
})

it('offers the incident whose ID is typed, with or without #, and opens it', async () => {
  fakeBridge({ listed: id => id === '41207' ? listed('\u202Ename') : null })
  const opened: string[] = []
  const { byId, search } = useIncidentById(id => opened.push(id))
  await search(' #41207 ')
  expect(byId.value.map(({ label }) => label)).toEqual(['Open incident 41207: ⟨U+202E⟩name'])
  byId.value[0]?.run()
  expect(opened).toEqual(['41207'])
  await search('41208')
  expect(byId.value).toEqual([])
})

it('offers nothing for a text that is not an ID or without a list, and ignores a late response', async () => {
  let answer: (value: Listed) => void = () => undefined
  const asked: string[] = []
  fakeBridge({
    listed: (id) => {
      asked.push(id)
      return id === 'none' ? refuse('no-credentials') : new Promise((resolve) => { answer = resolve })
    },
  })
  const { byId, search } = useIncidentById(() => undefined)
  await search('../1')
  await search('none')
  const late = search('1')
  await vi.waitFor(() => expect(asked).toEqual(['none', '1']))
  const later = search('')
  answer(listed('late'))
  await Promise.all([late, later])
  expect([byId.value, asked]).toEqual([[], ['none', '1']])
})
